"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { AreaField, SelectField, TextField } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { fieldError, RequestError, request, sentenceOf } from "#components/ui/request.ts";
import { reportFormats } from "#lib/reports/report/format.ts";
import { scheduleBodyOf } from "./schedule-body.ts";
import type { ListedSchedule, ScheduleSurroundings } from "./schedule-view.ts";
import { WeeklyFields } from "./weekly-fields.tsx";
import { formatNames } from "./words.ts";

interface Props {
  trigger: ListedSchedule["trigger"];
  known?: ListedSchedule;
  surroundings: ScheduleSurroundings;
  onDone(): void;
}

const papers = [
  { value: "a4", label: "A4" },
  { value: "letter", label: "Letter" },
];

/** Adds a weekly schedule, or changes one of either kind. */
export function ScheduleForm({ trigger, known, surroundings, onDone }: Props) {
  const router = useRouter();
  const save = useMutation({
    mutationFn: (body: unknown) => {
      const place = known === undefined ? "/api/v1/report-schedules" : `/api/v1/report-schedules/${known.id}`;
      return request(place, z.unknown(), { method: known === undefined ? "POST" : "PUT", body });
    },
    onSuccess: () => {
      router.refresh();
      onDone();
    },
  });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    save.mutate(scheduleBodyOf(trigger, new FormData(event.currentTarget), known?.enabled ?? true));
  }
  const weekly = known?.trigger === "weekly" ? known : undefined;
  return (
    <form onSubmit={onSubmit} className="grid gap-3.5 px-3.5 py-4">
      {trigger === "weekly" && <WeeklyFields known={weekly} surroundings={surroundings} error={save.error} />}
      {known?.trigger === "before-window" && (
        <TextField
          label="Hours before it begins"
          name="leadHours"
          type="number"
          step="any"
          required
          defaultValue={known.leadMinutes / 60}
          hint="From 10 minutes (0.17) to 7 days (168). A window that is planned later gets its report at once."
          error={fieldError(save.error, "leadMinutes")}
        />
      )}
      <Formats known={known?.formats ?? ["pdf"]} error={fieldError(save.error, "formats")} />
      <SelectField label="Paper of the PDF" name="paper" choices={papers} defaultValue={known?.paper} />
      <AreaField
        label="Send to (optional)"
        name="recipients"
        rows={2}
        defaultValue={known?.recipients.join("\n")}
        placeholder="night@example.org"
        hint={<MailHint isSet={surroundings.isMailSet} />}
        error={recipientError(save.error)}
      />
      {save.error !== null && <Notice kind="error" title={sentenceOf(save.error)} />}
      <div className="flex flex-wrap items-center gap-2.5">
        <Button type="submit" look="primary" busy={save.isPending}>
          {known === undefined ? "Add" : "Save"}
        </Button>
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function Formats({ known, error }: { known: readonly string[]; error: string | undefined }) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium">As</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1.5">
        {reportFormats.map((format) => (
          <label key={format} className="flex min-h-6 items-center gap-1.5">
            <input type="checkbox" name="formats" value={format} defaultChecked={known.includes(format)} className="accent-accent" />
            {formatNames[format]}
          </label>
        ))}
      </div>
      {error !== undefined && <p className="text-critical text-small">{error}</p>}
    </fieldset>
  );
}

function MailHint({ isSet }: { isSet: boolean }) {
  if (isSet) return "One address a line. One mail when all are made; what is too large for it stays here.";
  return (
    <>
      No mail server is set, so nothing is sent yet:{" "}
      <Link href="/settings/mail" className="rounded-sm text-accent underline">
        set one under Settings
      </Link>
      .
    </>
  );
}

/** The first thing that is wrong with the list, and in which line. */
function recipientError(error: unknown): string | undefined {
  if (!(error instanceof RequestError)) return undefined;
  const [field, sentence] = Object.entries(error.fields).find(([name]) => name.startsWith("recipients")) ?? [];
  const line = field?.split(".")[1];
  return line === undefined ? sentence : `Line ${Number(line) + 1}: ${sentence}`;
}
