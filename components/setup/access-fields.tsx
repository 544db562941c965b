"use client";

import { useState } from "react";
import { AreaField, ChoiceField, TextField } from "#components/ui/field.tsx";
import { fieldError } from "#components/ui/request.ts";
import type { AccessInput, AuthInput } from "#lib/access.ts";

export type AuthKind = AuthInput["kind"];

/** A way in as it is known already; secrets are never among it. */
export interface KnownAccess {
  address: string;
  port: number;
  login: string;
  jump: string | null;
  authKind: AuthKind;
  keyFile: string | null;
}

const ways = [
  { value: "agent", label: "ssh-agent", hint: "The agent of the user who runs Bulkhead; no secret is stored." },
  { value: "keyFile", label: "Key file", hint: "A path on the machine that runs Bulkhead; only the path is stored." },
  { value: "sealedKey", label: "Pasted key", hint: "Stored sealed (AES-256-GCM); its key lies outside the database." },
  { value: "password", label: "Password", hint: "Stored sealed, too. A key is better." },
] as const satisfies readonly { value: AuthKind; label: string; hint: string }[];

/** The fields of a way in: where, as whom, and how to prove it. */
export function AccessFields({ known, error }: { known: KnownAccess | null; error: unknown }) {
  const [kind, setKind] = useState<AuthKind>(known?.authKind ?? "agent");
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_100px_minmax(0,0.6fr)]">
        <TextField
          label="Address"
          name="address"
          required
          defaultValue={known?.address}
          placeholder="10.50.1.111"
          autoComplete="off"
          spellCheck={false}
          hint="IPv4, IPv6 or name. An address works while DNS is down, too."
          error={fieldError(error, "address")}
        />
        <TextField
          label="Port"
          name="port"
          inputMode="numeric"
          defaultValue={known?.port ?? 22}
          required
          autoComplete="off"
          error={fieldError(error, "port")}
        />
        <TextField
          label="User"
          name="login"
          required
          defaultValue={known?.login ?? "root"}
          autoComplete="off"
          spellCheck={false}
          hint="root, or a user with sudo."
          error={fieldError(error, "login")}
        />
      </div>
      <ChoiceField<AuthKind> legend="How to log in" name="kind" value={kind} choices={ways} onChange={setKind} />
      <Proof kind={kind} known={known} error={error} />
      <TextField
        label="Jump host (optional)"
        name="jump"
        defaultValue={known?.jump ?? ""}
        placeholder="user@jump.example:22"
        autoComplete="off"
        spellCheck={false}
        hint="[user@]host[:port]; several separated by commas, as ProxyJump takes them. It is logged in to in the same way, with the same key or password."
        error={fieldError(error, "jump")}
      />
    </>
  );
}

function Proof({ kind, known, error }: { kind: AuthKind; known: KnownAccess | null; error: unknown }) {
  const passphrase = (
    <TextField
      label="Passphrase (optional)"
      name="passphrase"
      type="password"
      autoComplete="off"
      error={fieldError(error, "auth.passphrase")}
    />
  );
  if (kind === "agent") return null;
  if (kind === "password")
    return (
      <TextField label="Password" name="password" type="password" required autoComplete="off" error={fieldError(error, "auth.password")} />
    );
  if (kind === "keyFile")
    return (
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Path of the private key"
          name="path"
          required
          defaultValue={known?.keyFile ?? ""}
          placeholder="/home/me/.ssh/id_ed25519"
          autoComplete="off"
          spellCheck={false}
          error={fieldError(error, "auth.path")}
        />
        {passphrase}
      </div>
    );
  return (
    <>
      <AreaField
        label="Private key"
        name="privateKey"
        required
        autoComplete="off"
        spellCheck={false}
        placeholder="-----BEGIN OPENSSH PRIVATE KEY-----"
        error={fieldError(error, "auth.privateKey")}
      />
      {passphrase}
    </>
  );
}

/** Reads the fields above as the server takes them. */
export function accessOf(form: FormData): AccessInput {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  return { address: text("address"), port: Number(text("port")), login: text("login"), jump: text("jump"), auth: authOf(text) };
}

function authOf(text: (name: string) => string): AuthInput {
  const phrase = text("passphrase") === "" ? {} : { passphrase: text("passphrase") };
  switch (text("kind")) {
    case "keyFile":
      return { kind: "keyFile", path: text("path"), ...phrase };
    case "sealedKey":
      return { kind: "sealedKey", privateKey: text("privateKey"), ...phrase };
    case "password":
      return { kind: "password", password: text("password") };
    default:
      return { kind: "agent" };
  }
}
