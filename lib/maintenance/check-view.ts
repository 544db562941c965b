import { givenToSearch } from "#lib/graph/given-search.ts";
import type { Rehearsal } from "#lib/graph/rehearsal.ts";
import type { CheckedHost, CheckInput } from "./check-input.ts";
import type { Reason } from "./pre-check.ts";
import { type RolledStep, rollThrough } from "./rolling.ts";
import type { ActionKind } from "./window.ts";

/** The input of a check with its rehearsals, so that each is played once. */
export interface CheckView extends CheckInput {
  rolled: readonly RolledStep[];
  /** What is done to each host, by name. */
  actionsOf: ReadonlyMap<string, ReadonlySet<ActionKind>>;
}

export function viewOf(input: CheckInput): CheckView {
  const names = new Map(input.hosts.map(({ id, name }) => [id, name]));
  const rolled = rollThrough(input.graph, input.actions, names);
  const actionsOf = new Map<string, Set<ActionKind>>();
  for (const { action, host } of rolled) {
    for (const name of host === null ? input.hosts.map((one) => one.name) : [host.name])
      actionsOf.set(name, (actionsOf.get(name) ?? new Set()).add(action.what));
  }
  return { ...input, rolled, actionsOf };
}

/** Actions after which a host has to boot. */
export const boots: ReadonlySet<ActionKind> = new Set(["reboot", "upgrade", "hardware-change", "power-off-all"]);

/** Whether any of these is done to the host. */
export function isDoneTo(view: CheckView, host: CheckedHost, kinds: ReadonlySet<ActionKind>): boolean {
  return [...(view.actionsOf.get(host.name) ?? [])].some((kind) => kinds.has(kind));
}

/** A reason with what most have not. */
export function reason(over: Pick<Reason, "weight" | "code" | "words"> & Partial<Reason>): Reason {
  return { host: null, next: null, rule: null, evidence: [], rehearsal: null, ...over };
}

/** The address of a step's rehearsal: what was left before it, and what it does. */
export function searchOf({ played }: { played: Rehearsal | null }): string | null {
  return played === null ? null : givenToSearch(played.given);
}
