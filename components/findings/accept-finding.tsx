"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { fieldError, request, sentenceOf } from "#components/ui/request.ts";

/** An acceptance as it stands. */
export interface AcceptedFor {
  by: string;
  reason: string;
  /** "2026-05-01"; null where it holds until the fault is gone. */
  until: string | null;
}

/** Leaves a finding as it is, with a reason for whoever reads it next; or makes it count again. */
export function AcceptFinding({ id, title, accepted }: { id: string; title: string; accepted: AcceptedFor | null }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const place = `/api/v1/findings/${id}/acceptance`;
  const save = useMutation({
    mutationFn: (body: { reason: string; until: string | null } | null) =>
      request(place, z.unknown(), body === null ? { method: "DELETE" } : { method: "PUT", body }),
    onSuccess: () => {
      setOpen(false);
      router.refresh();
    },
  });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({ reason: String(form.get("reason")), until: String(form.get("until")) || null });
  }
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2.5">
        {accepted === null ? (
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            Accept…<span className="sr-only"> {title}</span>
          </Button>
        ) : (
          <Button busy={save.isPending} onClick={() => save.mutate(null)}>
            Let it count again<span className="sr-only">: {title}</span>
          </Button>
        )}
      </div>
      {open && accepted === null && (
        <form
          onSubmit={onSubmit}
          className="grid gap-3 rounded-control border border-line p-3 sm:grid-cols-[minmax(0,1fr)_180px_auto] sm:items-start"
        >
          <TextField
            label="Why it stays as it is"
            name="reason"
            required
            minLength={3}
            maxLength={500}
            error={fieldError(save.error, "reason")}
          />
          <TextField
            label="Until (optional)"
            name="until"
            type="date"
            hint="Then it counts again."
            error={fieldError(save.error, "until")}
          />
          <Button type="submit" busy={save.isPending} className="sm:mt-[22px]">
            Accept
          </Button>
        </form>
      )}
      {save.error !== null && <Notice kind="error" title={sentenceOf(save.error)} />}
    </div>
  );
}
