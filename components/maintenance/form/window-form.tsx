"use client";

import { useMutation } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ChangeEvent, type FormEvent, useState } from "react";
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
  const [draft, setDraft] = useState(initial);
  const { save, errors, sentence, onSubmit } = useSave(id, draft, hosts);
  const parts = { draft, onChange: setDraft, errors };
  const text = (name: "title" | "note") => ({
    value: draft[name],
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      setDraft({ ...draft, [name]: currentTarget.value }),
    error: errors[name],
  });
  return (
    <form onSubmit={onSubmit} noValidate className="grid max-w-[980px] gap-4">
      <Card title="What and when">
        <div className="grid gap-4 px-3.5 py-4">
          <TextField label="Title" maxLength={120} placeholder="Kernel update of kvm-01" {...text("title")} />
          <TimeFields {...parts} />
        </div>
      </Card>
      <ActionRows {...parts} hosts={hosts} />
      <PeopleRows {...parts} />
      <Card title="Note" hint="What else somebody must know tonight">
        <div className="px-3.5 py-4">
          <AreaField label="Note (optional)" maxLength={2000} {...text("note")} />
        </div>
      </Card>
      {sentence !== null && <Notice kind="error" title={sentence} />}
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

/** Sends the draft once nothing in it is wrong that can be seen here. */
function useSave(id: string | null, draft: Draft, hosts: readonly KnownHost[]) {
  const router = useRouter();
  const [ownErrors, setOwnErrors] = useState<FieldErrors>({});
  const save = useMutation({
    mutationFn: (input: WindowInput) => send(id, input),
    onSuccess: (planned) => {
      router.push(`/maintenance/${planned}` as Route);
      router.refresh();
    },
  });
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const { input, errors } = inputOf(draft, hosts);
    setOwnErrors(errors);
    save.reset();
    if (Object.keys(errors).length === 0) save.mutate(input);
  }
  const isHeldBack = Object.keys(ownErrors).length > 0;
  const sentence = isHeldBack ? "Some of it does not fit: see the marked fields." : save.error === null ? null : sentenceOf(save.error);
  const sent = save.error instanceof RequestError ? save.error.fields : {};
  const errors: FieldErrors = { ...sent, ...ownErrors };
  return { save, errors, sentence, onSubmit };
}

async function send(id: string | null, body: WindowInput): Promise<string> {
  if (id === null) return (await request("/api/v1/windows", Planned, { method: "POST", body })).id;
  await request(`/api/v1/windows/${id}`, z.unknown(), { method: "PUT", body });
  return id;
}
