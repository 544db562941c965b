"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { fieldError, request, sentenceOf } from "#components/ui/request.ts";

const phases = [
  { value: "before", label: "before" },
  { value: "during", label: "during" },
  { value: "after", label: "after" },
];

/** Adds a line of one's own to the checklist. */
export function AddLine({ windowId }: { windowId: string }) {
  const router = useRouter();
  const [phase, setPhase] = useState("before");
  const [words, setWords] = useState("");
  const add = useMutation({
    mutationFn: () => request(`/api/v1/windows/${windowId}/checklist`, z.unknown(), { method: "POST", body: { phase, words } }),
    onSuccess: () => {
      setWords("");
      router.refresh();
    },
  });
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    add.mutate();
  }
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-2 border-line border-t px-3.5 py-3 print:hidden">
      <div className="grid grid-cols-[96px_minmax(0,1fr)] gap-2">
        <SelectField label="When" value={phase} onChange={(event) => setPhase(event.currentTarget.value)} choices={phases} />
        <TextField
          label="A line of your own"
          value={words}
          maxLength={500}
          onChange={(event) => setWords(event.currentTarget.value)}
          error={add.error === null ? undefined : (fieldError(add.error, "words") ?? sentenceOf(add.error))}
        />
      </div>
      <Button type="submit" className="justify-self-start" icon={<Plus aria-hidden />} busy={add.isPending}>
        Add
      </Button>
    </form>
  );
}
