"use client";

import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import { plainLine } from "#lib/plain-text.ts";
import type { ActionRow } from "./draft.ts";
import { ToldField } from "./told-field.tsx";

interface Props {
  row: ActionRow;
  onChange(subject: string): void;
  error: string | undefined;
}

/** A guest of the row's host, from what the host told last. */
export function GuestField({ row, onChange, error }: Props) {
  const { data, isError } = useFleetQuestion("workables", { host: row.host });
  const told = data?.guests.map(({ id, name }) => ({ value: id, label: `${plainLine(name, 60)} (${plainLine(id, 12)})` }));
  return (
    <ToldField
      label="Guest"
      value={row.subject}
      onChange={onChange}
      told={row.host === "" ? undefined : isError ? [] : told}
      unchosen={row.host === "" ? "choose the host first" : "choose"}
      byHand="Its VMID or UUID, as its host names it"
      error={error}
    />
  );
}

/** A storage server as hosts name it. */
export function StorageField({ row, onChange, error }: Props) {
  const { data, isError } = useFleetQuestion("workables", { host: row.host });
  const told = data?.storages.map((name) => ({ value: name, label: plainLine(name, 80) }));
  return (
    <ToldField
      label="Storage server"
      value={row.subject}
      onChange={onChange}
      told={isError ? [] : told}
      unchosen="choose"
      byHand="Its address or name, as hosts mount it"
      error={error}
    />
  );
}
