"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { actionWords } from "#components/maintenance/window-words.tsx";
import { Button } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { type ActionKind, actionKinds } from "#lib/maintenance/window.ts";
import { type ActionRow, changeAction, type Draft } from "./draft.ts";
import type { FieldErrors } from "./input-of.ts";
import { GuestField, StorageField } from "./subject-fields.tsx";

interface Props {
  row: ActionRow;
  index: number;
  count: number;
  draft: Draft;
  onChange(draft: Draft): void;
  onMove(by: -1 | 1, button: HTMLButtonElement): void;
  onRemove(): void;
  errors: FieldErrors;
  /** Hosts by name, and none. */
  hosts: readonly { value: string; label: string }[];
}

const kinds = actionKinds.map((value) => ({ value, label: actionWords[value] }));

/** One step of a window: what is done to which host, and to what on it. */
export function ActionFields({ row, index, count, draft, onChange, onMove, onRemove, errors, hosts }: Props) {
  const change = (part: Partial<Omit<ActionRow, "key">>) => onChange(changeAction(draft, row.key, part));
  const error = (field: string) => errors[`actions.${index}.${field}`];
  const subject = { row, onChange: (value: string) => change({ subject: value }), error: error("subject") };
  return (
    <li className="grid gap-x-4 gap-y-3 border-line border-b px-3.5 py-3 sm:grid-cols-[24px_minmax(0,1fr)_auto] sm:items-start">
      <span className="hidden pt-[29px] text-right text-ink-3 tabular-nums sm:block">{index + 1}</span>
      <fieldset className="grid min-w-0 gap-3 sm:grid-cols-3">
        <legend className="sr-only">Step {index + 1}</legend>
        <SelectField
          label="Do"
          value={row.what}
          onChange={(event) => change({ what: event.currentTarget.value as ActionKind })}
          choices={kinds}
          error={error("what")}
        />
        {row.what !== "power-off-all" && (
          <SelectField
            label={row.what === "storage-change" ? "Seen from host" : "Host"}
            value={row.host}
            onChange={(event) => change({ host: event.currentTarget.value })}
            choices={hosts}
            error={error("hostId")}
          />
        )}
        {row.what === "guest-restart" && <GuestField {...subject} />}
        {row.what === "storage-change" && <StorageField {...subject} />}
      </fieldset>
      <RowButtons index={index} count={count} onMove={onMove} onRemove={onRemove} />
    </li>
  );
}

function RowButtons({ index, count, onMove, onRemove }: Pick<Props, "index" | "count" | "onMove" | "onRemove">) {
  const step = `step ${index + 1}`;
  return (
    <span className="flex gap-1 sm:pt-[23px]">
      <Button
        look="quiet"
        className="px-2"
        aria-label={`Move ${step} up`}
        disabled={index === 0}
        onClick={({ currentTarget }) => onMove(-1, currentTarget)}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        look="quiet"
        className="px-2"
        aria-label={`Move ${step} down`}
        disabled={index === count - 1}
        onClick={({ currentTarget }) => onMove(1, currentTarget)}
      >
        <ArrowDown aria-hidden />
      </Button>
      <Button look="quiet" className="px-2" aria-label={`Remove ${step}`} disabled={count === 1} onClick={onRemove}>
        <Trash2 aria-hidden />
      </Button>
    </span>
  );
}
