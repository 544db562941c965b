"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { fieldError, request, sentenceOf } from "#components/ui/request.ts";
import type { Declaration, DeclarationKind } from "#lib/facts/declared.ts";
import { type DeclarationField, declarationFields, declarationKinds, fieldText, fieldValue } from "./declaration-fields.ts";

const yesNo = [
  { value: "", label: "not said" },
  { value: "yes", label: "yes" },
  { value: "no", label: "no" },
];

interface Props {
  hosts: readonly { id: string; name: string }[];
  /** The one that is said anew; without it a new one is declared. */
  known?: Declaration;
  /** The host that is chosen at first. */
  hostId?: string;
  onDone?(): void;
}

/** Declares something, or says it anew: it counts as said today. */
export function DeclarationForm({ hosts, known, hostId, onDone }: Props) {
  const router = useRouter();
  const [kind, setKind] = useState<DeclarationKind>(known?.kind ?? "out-of-band");
  const save = useMutation({
    mutationFn: (body: unknown) => request(...placeOf(known), { method: known === undefined ? "POST" : "PUT", body }),
    onSuccess: () => {
      router.refresh();
      onDone?.();
    },
  });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? "");
    const fields = declarationFields[kind].map((field) => [field.name, fieldValue(field, value(field.name))]);
    save.mutate({ kind, hostId: value("hostId") || null, note: value("note").trim() || null, ...Object.fromEntries(fields) });
  }
  const chosen = hostId ?? hosts.find(({ name }) => name === known?.host)?.id ?? "";
  return (
    <form onSubmit={onSubmit} className="grid gap-4 px-3.5 py-4">
      <div className="grid gap-4 sm:grid-cols-2 two:grid-cols-3">
        <SelectField
          label="What"
          name="kind"
          value={kind}
          disabled={known !== undefined}
          hint={declarationKinds[kind].why}
          onChange={(event) => setKind(event.currentTarget.value as DeclarationKind)}
          choices={Object.entries(declarationKinds).map(([value, { name }]) => ({ value, label: name }))}
        />
        <HostChoice kind={kind} hosts={hosts} chosen={chosen} error={fieldError(save.error, "hostId")} />
        {declarationFields[kind].map((field) => (
          <Field
            key={`${kind}.${field.name}`}
            field={field}
            value={known === undefined ? undefined : (known as unknown as Record<string, unknown>)[field.name]}
            error={fieldError(save.error, field.name)}
          />
        ))}
        <TextField
          label="Note (optional)"
          name="note"
          maxLength={1000}
          defaultValue={known?.note ?? ""}
          error={fieldError(save.error, "note")}
        />
      </div>
      {save.error !== null && <Notice kind="error" title={sentenceOf(save.error)} />}
      <div className="flex items-center gap-3">
        <Button type="submit" look="primary" busy={save.isPending}>
          {known === undefined ? "Declare" : "Say it anew"}
        </Button>
        <span role="status" className="text-ok">
          {save.isSuccess && "Noted."}
        </span>
      </div>
    </form>
  );
}

function placeOf(known: Declaration | undefined): [string, z.ZodType] {
  return [known === undefined ? "/api/v1/declarations" : `/api/v1/declarations/${known.id}`, z.unknown()];
}

function HostChoice({
  kind,
  hosts,
  chosen,
  error,
}: {
  kind: DeclarationKind;
  hosts: Props["hosts"];
  chosen: string;
  error: string | undefined;
}) {
  const { about } = declarationKinds[kind];
  const all = about === "host" ? [] : [{ value: "", label: "the whole fleet" }];
  const each = about === "fleet" ? [] : hosts.map(({ id, name }) => ({ value: id, label: name }));
  return <SelectField key={kind} label="About" name="hostId" defaultValue={chosen} choices={[...all, ...each]} error={error} />;
}

function Field({ field, value, error }: { field: DeclarationField; value: unknown; error: string | undefined }) {
  const common = { label: field.required ? field.label : `${field.label} (optional)`, name: field.name, hint: field.hint, error };
  if (field.type === "choice" || field.type === "yes-no") {
    const choices = field.choices ?? (field.required ? yesNo.slice(1) : yesNo);
    return <SelectField {...common} defaultValue={value === undefined ? choices[0]?.value : fieldText(value)} choices={choices} />;
  }
  const limits = field.type === "number" ? { min: 1, max: 4094 } : {};
  return <TextField {...common} type={field.type} required={field.required} defaultValue={fieldText(value)} {...limits} />;
}
