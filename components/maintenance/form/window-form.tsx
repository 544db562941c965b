"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { AreaField, TextField } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RequestError, request, sentenceOf } from "#components/ui/request.ts";
import type { WindowInput } from "#lib/maintenance/window.ts";
import { ActionRows } from "./action-rows.tsx";
import type { Draft, KnownHost } from "./draft.ts";
import { type FieldErrors, inputOf } from "./input-of.ts";
import { PeopleRows } from "./people-rows.tsx";
import { TimeFields } from "./time-fields.tsx";

const Planned = z.object({ id: z.string() });

interface Props {
  /** The window that is planned otherwise; null for a new one. */
  id: string | null;
  initial: Draft;
  hosts: readonly KnownHost[];
}

/** Plans a window, or plans it otherwise. What the server finds wrong is told beside the field. */
export function WindowForm({ id, initial, hosts }: Props) {
  const router = useRouter();
  const [draft, setDraft] = useState(initial);
  const [ownErrors, setOwnErrors] = useState<FieldErrors>({});
  const save = useMutation({
    mutationFn: (input: WindowInput) => send(id, input),
    onSuccess: (planned) => {
      router.push(`/maintenance/${planned}`);
      router.refresh();
    },
  });
  const errors = { ...(save.error instanceof RequestError ? save.error.fields : {}), ...ownErrors };
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const { input, errors: found } = inputOf(draft, hosts);
    setOwnErrors(found);
    save.reset();
    if (Object.keys(found).length === 0) save.mutate(input);
  }
  const sentence =
    Object.keys(ownErrors).length > 0 ? "Some of it does not fit: see the marked fields." : save.error && sentenceOf(save.error);
  return (
    <form onSubmit={onSubmit} noValidate className="grid max-w-[980px] gap-4">
      <Card title="What and when">
        <div className="grid gap-4 px-3.5 py-4">
          <TextField
            label="Title"
            value={draft.title}
            maxLength={120}
            placeholder="Kernel update of kvm-01"
            onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
            error={errors.title}
          />
          <TimeFields draft={draft} onChange={setDraft} errors={errors} />
        </div>
      </Card>
      <ActionRows draft={draft} onChange={setDraft} errors={errors} hosts={hosts} />
      <PeopleRows draft={draft} onChange={setDraft} errors={errors} />
      <Card title="Note" hint="What else somebody must know tonight">
        <div className="px-3.5 py-4">
          <AreaField
            label="Note (optional)"
            value={draft.note}
            maxLength={2000}
            onChange={(event) => setDraft({ ...draft, note: event.currentTarget.value })}
            error={errors.note}
          />
        </div>
      </Card>
      {sentence && <Notice kind="error" title={sentence} />}
      <div className="flex flex-wrap gap-2.5">
        <Button type="submit" look="primary" busy={save.isPending || save.isSuccess}>
          {id === null ? "Plan this window" : "Save"}
        </Button>
        <ButtonLink href={id === null ? "/maintenance" : `/maintenance/${id}`} look="quiet">
          Leave without saving
        </ButtonLink>
      </div>
    </form>
  );
}

async function send(id: string | null, body: WindowInput): Promise<string> {
  if (id === null) return (await request("/api/v1/windows", Planned, { method: "POST", body })).id;
  await request(`/api/v1/windows/${id}`, z.unknown(), { method: "PUT", body });
  return id;
}
