"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { fieldError, request, sentenceOf } from "#components/ui/request.ts";

const kinds = [
  { value: "alertmanager", label: "Alertmanager" },
  { value: "prometheus", label: "Prometheus, or what answers like it" },
];

/** An alert source as its form knows it. */
export interface KnownSource {
  id: string;
  kind: "alertmanager" | "prometheus";
  name: string;
  url: string;
  allowPrivate: boolean;
  hasHeader: boolean;
}

/** Adds an Alertmanager or Prometheus, or changes one. */
export function SourceForm({ known, onDone }: { known?: KnownSource; onDone?(): void }) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const save = useMutation({
    mutationFn: (body: unknown) => {
      const place = known === undefined ? "/api/v1/http-sources" : `/api/v1/http-sources/${known.id}`;
      return request(place, z.unknown(), { method: known === undefined ? "POST" : "PUT", body });
    },
    onSuccess: () => {
      if (known === undefined) form.current?.reset();
      router.refresh();
      onDone?.();
    },
  });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const header = String(data.get("authorization") ?? "");
    const authorization = data.get("dropHeader") === "on" ? null : header === "" ? undefined : header;
    save.mutate({
      kind: data.get("kind"),
      name: data.get("name"),
      url: data.get("url"),
      allowPrivate: data.get("allowPrivate") === "on",
      ...(authorization !== undefined && { authorization }),
    });
  }
  return (
    <form ref={form} onSubmit={onSubmit} className="grid gap-4 px-3.5 py-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label="Kind" name="kind" defaultValue={known?.kind} choices={kinds} />
        <TextField label="Name" name="name" required maxLength={100} defaultValue={known?.name} error={fieldError(save.error, "name")} />
        <TextField
          label="Address"
          name="url"
          type="url"
          required
          placeholder="http://10.0.0.5:9093"
          hint="Up to its API. Redirects are not followed."
          defaultValue={known?.url}
          error={fieldError(save.error, "url")}
        />
        <TextField
          label={known?.hasHeader ? "New Authorization header (optional)" : "Authorization header (optional)"}
          name="authorization"
          type="password"
          autoComplete="off"
          placeholder="Bearer …"
          hint={
            known?.hasHeader ? "Empty keeps the stored one; it goes when the address changes." : "Kept sealed, sent to this address only."
          }
          error={fieldError(save.error, "authorization")}
        />
      </div>
      <div className="grid gap-1.5">
        <Tick
          name="allowPrivate"
          checked={known?.allowPrivate ?? true}
          label="It may be at a private address (10.0.0.0/8, 192.168.0.0/16, fd00::/8, this machine)"
        />
        {known?.hasHeader && <Tick name="dropHeader" checked={false} label="Forget the stored header" />}
      </div>
      {save.error !== null && <Notice kind="error" title={sentenceOf(save.error)} />}
      <div className="flex items-center gap-3">
        <Button type="submit" look="primary" busy={save.isPending}>
          {known === undefined ? "Add" : "Save"}
        </Button>
        <span role="status" className="text-ok">
          {save.isSuccess && "Saved: it is read within 10 seconds."}
        </span>
      </div>
    </form>
  );
}

function Tick({ name, checked, label }: { name: string; checked: boolean; label: string }) {
  return (
    <label className="flex items-start gap-2">
      <input type="checkbox" name={name} defaultChecked={checked} className="mt-[3px] accent-accent" />
      <span>{label}</span>
    </label>
  );
}
