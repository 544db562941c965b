"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TextField } from "#components/ui/field.tsx";
import { bytes, count } from "#components/ui/format.ts";
import { Notice } from "#components/ui/notice.tsx";
import { fieldError, request, sentenceOf } from "#components/ui/request.ts";
import { noticeDays, type Retention } from "#lib/reports/schedules/retention.ts";

interface Props {
  retention: Retention;
  storedBytes: number;
  /** The next that go by themselves; null where none does. */
  leaving: { at: Date; number: number } | null;
  mayChange: boolean;
}

/** How long reports are kept, what goes next, and how much they take. */
export function RetentionCard({ retention, storedBytes, leaving, mayChange }: Props) {
  const [editing, setEditing] = useState(false);
  const edit = (
    <Button look="quiet" icon={<Pencil aria-hidden />} aria-expanded={editing} onClick={() => setEditing(!editing)}>
      Edit<span className="sr-only"> how long reports are kept</span>
    </Button>
  );
  const maximum = bytes(retention.maximumGib * 1024 ** 3);
  return (
    <Card title="How long they are kept" aside={mayChange ? edit : undefined}>
      <div className="grid gap-1.5 px-3.5 py-2.5">
        <p>
          Reports that made themselves go after {count(retention.keepDays, "day")}, or the oldest first where all take more than {maximum}.
          What a person asked for or keeps stays.
        </p>
        <p className="text-ink-2 tabular-nums">
          {bytes(storedBytes)} of {maximum} are taken.{" "}
          {leaving === null
            ? "Nothing goes by itself."
            : `The next ${leaving.number === 1 ? "one goes" : `${leaving.number} go`} on ${leaving.at.toISOString().slice(0, 10)}.`}
        </p>
        <p className="text-ink-3 text-small">Each says when it goes, {noticeDays} days ahead at least; the audit log keeps its hash.</p>
      </div>
      {editing && <RetentionForm retention={retention} onDone={() => setEditing(false)} />}
    </Card>
  );
}

function RetentionForm({ retention, onDone }: { retention: Retention; onDone(): void }) {
  const router = useRouter();
  const save = useMutation({
    mutationFn: (body: Retention) => request("/api/v1/report-retention", z.unknown(), { method: "PUT", body }),
    onSuccess: () => {
      router.refresh();
      onDone();
    },
  });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    save.mutate({ keepDays: Number(data.get("keepDays")), maximumGib: Number(data.get("maximumGib")) });
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-3.5 border-line border-t px-3.5 py-4">
      <div className="grid grid-cols-2 gap-3.5">
        <TextField
          label="Days"
          name="keepDays"
          type="number"
          required
          defaultValue={retention.keepDays}
          error={fieldError(save.error, "keepDays")}
        />
        <TextField
          label="At most, GiB"
          name="maximumGib"
          type="number"
          step="any"
          required
          defaultValue={retention.maximumGib}
          error={fieldError(save.error, "maximumGib")}
        />
      </div>
      {save.error !== null && <Notice kind="error" title={sentenceOf(save.error)} />}
      <div className="flex flex-wrap items-center gap-2.5">
        <Button type="submit" look="primary" busy={save.isPending}>
          Save
        </Button>
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
