"use client";

import { useZones } from "#components/maintenance/form/time-fields.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { fieldError } from "#components/ui/request.ts";
import type { ListedSchedule, ScheduleSurroundings } from "./schedule-view.ts";
import { subjectWords, weekdayNames } from "./words.ts";

interface Props {
  known: Extract<ListedSchedule, { trigger: "weekly" }> | undefined;
  surroundings: ScheduleSurroundings;
  error: unknown;
}

/** What a weekly report is about, and when it is made. */
export function WeeklyFields({ known, surroundings, error }: Props) {
  const { hosts, clusters, timeZone } = surroundings;
  const zone = known?.timeZone ?? timeZone;
  const subjects = [
    { value: "fleet", label: "The fleet" },
    ...clusters.map((name) => ({ value: `cluster:${name}`, label: subjectWords("cluster", name) })),
    ...hosts.map(({ id, name }) => ({ value: `host:${id}`, label: subjectWords("host", name) })),
  ];
  const what = known === undefined || known.subject === null ? "fleet" : `${known.kind}:${known.subject}`;
  const isThere = subjects.some(({ value }) => value === what);
  return (
    <>
      <SelectField
        label="What"
        name="what"
        choices={isThere ? subjects : [{ value: what, label: `A ${known?.kind} that is no longer there` }, ...subjects]}
        defaultValue={what}
        error={fieldError(error, "subject") ?? fieldError(error, "kind")}
      />
      <div className="grid grid-cols-2 gap-3.5">
        <SelectField
          label="Day"
          name="weekday"
          choices={weekdayNames.map((label, index) => ({ value: String(index + 1), label }))}
          defaultValue={String(known?.weekday ?? 1)}
          error={fieldError(error, "weekday")}
        />
        <TextField label="Time" name="time" type="time" required defaultValue={known?.time ?? "06:00"} error={fieldError(error, "time")} />
      </div>
      <SelectField
        label="Time zone"
        name="timeZone"
        choices={useZones(zone)}
        defaultValue={zone}
        hint="It keeps its hour when clocks change"
        error={fieldError(error, "timeZone")}
      />
    </>
  );
}
