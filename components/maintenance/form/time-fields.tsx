"use client";

import { useEffect, useMemo, useRef } from "react";
import { useReaderZone } from "#components/maintenance/window-times.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { plusMinutes, readLocalTime } from "#lib/maintenance/local-time.ts";
import type { ClockField, Draft } from "./draft.ts";
import type { FieldErrors } from "./input-of.ts";

/** The least that a window is planned with at first. */
const firstMinutes = 120;

interface Props {
  draft: Draft;
  onChange(draft: Draft): void;
  errors: FieldErrors;
}

/** The time zone that people talk in, and both ends on its clock. A time in the hour that comes twice says which one is meant. */
export function TimeFields({ draft, onChange, errors }: Props) {
  const { timeZone, starts, ends } = draft;
  const readersZone = useReaderZone();
  const zones = useZones(timeZone);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current || readersZone === null) return;
    isFirst.current = false;
    if (timeZone === "") onChange({ ...draft, timeZone: readersZone });
  }, [readersZone, timeZone, draft, onChange]);
  // The end follows the start, which becomes a time while it is still typed, until somebody sets it.
  const doesEndFollow = useRef(ends.local === "");
  const setStart = (field: ClockField) => {
    const end = doesEndFollow.current ? plusMinutes(field.local, firstMinutes) : null;
    onChange({ ...draft, starts: field, ...(end !== null && { ends: { local: end, isSecond: false } }) });
  };
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <ClockInput label="Begins" field={starts} timeZone={timeZone} onChange={setStart} error={errors.startsAt} />
      <ClockInput
        label="Ends"
        field={ends}
        timeZone={timeZone}
        onChange={(field) => {
          doesEndFollow.current = false;
          onChange({ ...draft, ends: field });
        }}
        error={errors.endsAt}
      />
      <SelectField
        label="Time zone"
        value={timeZone}
        hint="The one that its people talk in"
        onChange={(event) => onChange({ ...draft, timeZone: event.currentTarget.value })}
        choices={zones}
        error={errors.timeZone}
      />
    </div>
  );
}

function ClockInput({
  label,
  field,
  timeZone,
  onChange,
  error,
}: {
  label: string;
  field: ClockField;
  timeZone: string;
  onChange(field: ClockField): void;
  error: string | undefined;
}) {
  const read = readLocalTime(field.local, timeZone);
  const clock = field.local.slice(11, 16);
  return (
    <div className="grid content-start gap-2">
      <TextField
        label={label}
        type="datetime-local"
        value={field.local}
        onChange={(event) => onChange({ ...field, local: event.currentTarget.value })}
        error={error}
      />
      {read.kind === "twice" && (
        <SelectField
          label={`Which ${clock}`}
          hint="Clocks go back that night"
          value={field.isSecond ? "second" : "first"}
          onChange={(event) => onChange({ ...field, isSecond: event.currentTarget.value === "second" })}
          choices={[
            { value: "first", label: `the first, UTC${read.first.slice(-6)}` },
            { value: "second", label: `the second, UTC${read.second.slice(-6)}` },
          ]}
        />
      )}
    </div>
  );
}

/** The zones to choose from, and the one that is chosen. Each browser knows zones of its own, so that the list is made in it. */
export function useZones(timeZone: string): { value: string; label: string }[] {
  const isInBrowser = useReaderZone() !== null;
  const known = useMemo(() => (isInBrowser ? ["UTC", ...Intl.supportedValuesOf("timeZone")] : []), [isInBrowser]);
  const names = [...new Set(known.includes(timeZone) || timeZone === "" ? known : [timeZone, ...known])];
  const zones = names.map((name) => ({ value: name, label: name }));
  return timeZone === "" ? [{ value: "", label: "choose" }, ...zones] : zones;
}
