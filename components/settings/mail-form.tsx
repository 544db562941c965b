"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { AreaField, SelectField, TextField } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { fieldError, RequestError, request, sentenceOf } from "#components/ui/request.ts";
import { mailBodyOf } from "./mail-body.ts";

/** How mail is sent, as its form knows it. */
export interface KnownMail {
  server: string;
  port: number;
  security: "tls" | "starttls" | "none";
  login: string | null;
  hasPassword: boolean;
  sender: string;
  alertTo: string[];
  alertFrom: "info" | "low" | "medium" | "high" | "critical";
}

const securities = [
  { value: "starttls", label: "STARTTLS (usually port 587)" },
  { value: "tls", label: "TLS (usually port 465)" },
  { value: "none", label: "None: a relay on this machine or this network" },
];

const mildest = [
  { value: "critical", label: "Critical only" },
  { value: "high", label: "High and critical" },
  { value: "medium", label: "Medium and worse" },
];

/** How mail is sent, and who is told of new findings. */
export function MailForm({ known }: { known: KnownMail | null }) {
  const router = useRouter();
  const [port, setPort] = useState(String(known?.port ?? 587));
  const save = useMutation({
    mutationFn: (body: unknown) => request("/api/v1/mail", z.unknown(), { method: "PUT", body }),
    onSuccess: () => router.refresh(),
  });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    save.mutate(mailBodyOf(new FormData(event.currentTarget)));
  }
  const wrong = (field: string) => fieldError(save.error, field);
  return (
    <form onSubmit={onSubmit} className="grid gap-4 px-3.5 py-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Server"
          name="server"
          required
          placeholder="mail.example.org"
          defaultValue={known?.server}
          error={wrong("server")}
        />
        <div className="grid grid-cols-[1fr_6rem] gap-4">
          <SelectField
            label="Security"
            name="security"
            choices={securities}
            defaultValue={known?.security ?? "starttls"}
            error={wrong("security")}
            onChange={({ target }) => setPort({ tls: "465", starttls: "587", none: "25" }[target.value] ?? port)}
          />
          <TextField
            label="Port"
            name="port"
            inputMode="numeric"
            required
            pattern="\d{1,5}"
            value={port}
            onChange={({ target }) => setPort(target.value)}
            error={wrong("port")}
          />
        </div>
        <TextField
          label="Account (optional)"
          name="login"
          autoComplete="off"
          maxLength={254}
          defaultValue={known?.login ?? ""}
          hint="Empty where the server asks for none."
          error={wrong("login")}
        />
        <TextField
          label={known?.hasPassword ? "New password (optional)" : "Password"}
          name="password"
          type="password"
          autoComplete="new-password"
          hint={known?.hasPassword ? "Empty keeps the stored one, for this server and account only." : "Kept sealed."}
          error={wrong("password")}
        />
        <TextField
          label="Sender"
          name="sender"
          type="email"
          required
          placeholder="bulkhead@example.org"
          defaultValue={known?.sender}
          error={wrong("sender")}
        />
        <SelectField label="Tell of new findings" name="alertFrom" choices={mildest} defaultValue={known?.alertFrom ?? "high"} />
        <AreaField
          label="Recipients (optional)"
          name="alertTo"
          rows={3}
          className="sm:col-span-2"
          defaultValue={known?.alertTo.join("\n")}
          placeholder="night@example.org"
          hint="One address a line. What opens together is told in one mail, at most one in 10 minutes; findings of hosts in a maintenance window wait until it is closed. Leave it empty to send reports only."
          error={recipientError(save.error)}
        />
      </div>
      {save.error !== null && <Notice kind="error" title={sentenceOf(save.error)} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" busy={save.isPending}>
          Save
        </Button>
        {known !== null && (
          <ConfirmButton
            icon={<Trash2 aria-hidden />}
            title="Send no more mail?"
            description="Server and password are forgotten. What waits is given up after 3 days."
            confirm="Send no more"
            run={() => request("/api/v1/mail", z.unknown(), { method: "DELETE" })}
          >
            Send no more mail
          </ConfirmButton>
        )}
        <span role="status" className="text-ok">
          {save.isSuccess && "Saved: send a test mail to be sure."}
        </span>
      </div>
    </form>
  );
}

/** The first thing that is wrong with the list, and in which line. */
function recipientError(error: unknown): string | undefined {
  if (!(error instanceof RequestError)) return undefined;
  const [field, sentence] = Object.entries(error.fields).find(([name]) => name.startsWith("alertTo")) ?? [];
  const line = field?.split(".")[1];
  return line === undefined ? sentence : `Line ${Number(line) + 1}: ${sentence}`;
}
