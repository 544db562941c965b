"use client";

import { ListPlus, Plus } from "lucide-react";
import { useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { plainLine } from "#lib/plain-text.ts";
import { ActionFields } from "./action-fields.tsx";
import { addAction, addCluster, type Draft, type KnownHost, moveAction, removeAction } from "./draft.ts";
import type { FieldErrors } from "./input-of.ts";

interface Props {
  draft: Draft;
  onChange(draft: Draft): void;
  errors: FieldErrors;
  hosts: readonly KnownHost[];
}

/** What is done, one after the other. Everything here goes by keyboard: a row is moved by its buttons. */
export function ActionRows({ draft, onChange, errors, hosts }: Props) {
  const [told, setTold] = useState("");
  const { actions } = draft;
  function move(key: number, by: -1 | 1, button: HTMLButtonElement) {
    const moved = moveAction(draft, key, by);
    const place = moved.actions.findIndex((row) => row.key === key) + 1;
    flushSync(() => {
      onChange(moved);
      setTold(`Step ${place} of ${actions.length} now`);
    });
    // A browser takes the focus from what is moved, and from a button that can do nothing more at the end of the list.
    const other = button.parentElement?.querySelector<HTMLButtonElement>("button:not(:disabled)");
    (button.disabled ? other : button)?.focus();
  }
  const clusters = [...new Set(hosts.flatMap(({ cluster }) => cluster ?? []))].sort();
  const choices = [{ value: "", label: "choose" }, ...hosts.map(({ name }) => ({ value: name, label: plainLine(name) }))];
  const what = actions.at(-1)?.what ?? "reboot";
  return (
    <Card title="What is done" hint="One after the other, in this order; each step is rehearsed on what the ones before left">
      {errors.actions !== undefined && <p className="px-3.5 pt-3 text-critical text-small">{errors.actions}</p>}
      <ol>
        {actions.map((row, index) => (
          <ActionFields
            key={row.key}
            row={row}
            index={index}
            count={actions.length}
            draft={draft}
            onChange={onChange}
            onMove={(by, button) => move(row.key, by, button)}
            onRemove={() => onChange(removeAction(draft, row.key))}
            errors={errors}
            hosts={choices}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3 px-3.5 py-3">
        <Button icon={<Plus aria-hidden />} onClick={() => onChange(addAction(draft, { what, host: "", subject: "" }))}>
          Add a step
        </Button>
        {clusters.length > 0 && (
          <ClusterBox clusters={clusters} onAdd={(cluster) => onChange(addCluster(draft, rolling(what), cluster, hosts))} />
        )}
        <p role="status" className="sr-only">
          {told}
        </p>
      </div>
    </Card>
  );
}

/** What is done to each host of a cluster: what the last step does, where that can be done to a host. */
function rolling(what: Draft["actions"][number]["what"]) {
  return what === "upgrade" || what === "network-change" || what === "hardware-change" ? what : "reboot";
}

function ClusterBox({ clusters, onAdd }: { clusters: readonly string[]; onAdd(cluster: string): void }) {
  const [cluster, setCluster] = useState(clusters[0] ?? "");
  return (
    <div className="flex flex-wrap items-end gap-2">
      <SelectField
        label="A whole cluster"
        className="w-44"
        value={cluster}
        onChange={(event) => setCluster(event.currentTarget.value)}
        choices={clusters.map((name) => ({ value: name, label: plainLine(name) }))}
      />
      <Button icon={<ListPlus aria-hidden />} onClick={() => onAdd(cluster)}>
        Add its hosts
      </Button>
    </div>
  );
}
