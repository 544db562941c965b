"use client";

import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { plainLine } from "#lib/plain-text.ts";
import type { ActionRow } from "./draft.ts";

interface Props {
  row: ActionRow;
  onChange(subject: string): void;
  error: string | undefined;
}

/** A guest of the row's host, from what the host told last; its id can be typed where the host told of none. */
export function GuestField({ row, onChange, error }: Props) {
  const { data, isError } = useFleetQuestion("workables", { host: row.host.trim() });
  const guests = data?.guests ?? [];
  if (guests.length === 0 && (isError || (data !== undefined && row.host !== "")))
    return (
      <TextField
        label="Guest"
        value={row.subject}
        hint="Its VMID or UUID: the host told of none"
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
    );
  const choices = guests.map(({ id, name }) => ({ value: id, label: `${plainLine(name, 60)} (${plainLine(id, 12)})` }));
  const kept = row.subject === "" || guests.some(({ id }) => id === row.subject) ? [] : [{ value: row.subject, label: row.subject }];
  return (
    <SelectField
      label="Guest"
      value={row.subject}
      onChange={(event) => onChange(event.currentTarget.value)}
      choices={[{ value: "", label: row.host === "" ? "choose the host first" : "choose" }, ...kept, ...choices]}
      error={error}
    />
  );
}

/** A storage server as hosts name it. */
export function StorageField({ row, onChange, error }: Props) {
  const { data } = useFleetQuestion("workables", { host: row.host.trim() });
  const list = `storages-${row.key}`;
  return (
    <>
      <TextField
        label="Storage server"
        list={list}
        autoComplete="off"
        value={row.subject}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
      <datalist id={list}>
        {data?.storages.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
