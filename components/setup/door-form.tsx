"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";

const minimumPassword = 12;

/** The auth library answers with a sentence of its own. */
const AuthError = z.object({ message: z.string() });

async function knock(path: string, body: Record<string, string>, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (response === null) throw new Error("Bulkhead does not answer: is it still running? Try again in a moment.");
  if (response.ok) return;
  if (response.status === 429) throw new Error("Too many tries: wait a minute, then try again.");
  const said = AuthError.safeParse(await response.json().catch(() => null));
  throw new Error(said.success ? said.data.message : `The server refused (status ${response.status}).`);
}

/** A whole page load instead of a soft navigation: the session begins with a clean cache. */
function enter(to: string): void {
  window.location.assign(to);
}

function DoorForm({
  title,
  lead,
  button,
  submit,
  children,
}: {
  title: string;
  lead: string;
  button: string;
  submit: (form: FormData) => Promise<void>;
  children: ReactNode;
}) {
  const mutation = useMutation({ mutationFn: submit });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutation.mutate(new FormData(event.currentTarget));
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <div className="grid gap-1">
        <h1>{title}</h1>
        <p className="text-ink-2">{lead}</p>
      </div>
      {mutation.error !== null && <Notice kind="error" title={mutation.error.message} />}
      {children}
      <Button type="submit" look="primary" busy={mutation.isPending || mutation.isSuccess}>
        {button}
      </Button>
    </form>
  );
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** A header takes no other characters, and no code has any. */
function asHeader(code: string): string {
  return code.replace(/[^\x20-\x7e]/g, "");
}

/** Signs in and goes on to where one wanted to go. */
export function SignInForm({ next }: { next: string }) {
  return (
    <DoorForm
      title="Sign in"
      lead="Bulkhead shows what would break on your hosts; only you should see it."
      button="Sign in"
      submit={async (form) => {
        await knock("/api/auth/sign-in/email", { email: text(form, "email"), password: text(form, "password") });
        enter(next);
      }}
    >
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
    </DoorForm>
  );
}

/** Creates the first account, which administers; afterwards leads to the first host. `withCode` where others could do so too. */
export function SetupForm({ withCode }: { withCode: boolean }) {
  const [mismatch, setMismatch] = useState(false);
  return (
    <DoorForm
      title="Create your account"
      lead="The first account administers this Bulkhead. It stays on this machine; nothing is sent anywhere."
      button="Create account"
      submit={async (form) => {
        const differs = text(form, "password") !== text(form, "again");
        setMismatch(differs);
        if (differs) throw new Error("The two passwords differ: type them again.");
        const account = { name: text(form, "name"), email: text(form, "email"), password: text(form, "password") };
        await knock("/api/auth/sign-up/email", account, withCode ? { "x-bulkhead-setup-code": asHeader(text(form, "code")) } : {});
        enter("/hosts/new");
      }}
    >
      {withCode && (
        <TextField
          label="Setup code"
          name="code"
          autoComplete="off"
          required
          autoFocus
          maxLength={40}
          hint="It stands in the terminal where Bulkhead was started."
        />
      )}
      <TextField label="Your name" name="name" autoComplete="name" required autoFocus={!withCode} maxLength={100} />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required hint="Only to sign in with; no mail is sent." />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={minimumPassword}
        maxLength={128}
        hint={`At least ${minimumPassword} characters.`}
      />
      <TextField
        label="Password again"
        name="again"
        type="password"
        autoComplete="new-password"
        required
        error={mismatch ? "Not the same as above." : undefined}
      />
    </DoorForm>
  );
}
