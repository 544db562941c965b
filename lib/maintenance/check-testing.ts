import type { Finding } from "#lib/engine/judgement.ts";
import { indexGraph } from "#lib/graph/indexed.ts";
import { readScenarios } from "#lib/graph/scenarios/read-scenarios.ts";
import { unite } from "#lib/graph/unite.ts";
import type { CheckedHost, CheckInput } from "./check-input.ts";
import { type ActionKind, PlannedAction } from "./window.ts";

/** Windows for tests, by the language of the rehearsal's scenarios. Nothing of the product imports this. */

export const checkedAt = new Date("2026-03-01T22:00:00Z");

/** A fleet in that language, without its title and "do". */
export function fleetOf(text: string) {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const [scenario] = readScenarios("fleet", ["A fleet", ...lines].join("\n"));
  if (scenario === undefined) throw new Error("no fleet");
  return scenario;
}

/** Stable made-up id of the n-th host. */
export function hostIdOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`;
}

/** `reboot kvm-01`, `guest-restart kvm-01 web`: planned actions on hosts of the fleet. */
export function actionsFor(names: readonly string[], said: readonly string[]): PlannedAction[] {
  return said.map((one) => {
    const [what, host, subject] = one.split(" ");
    const index = names.indexOf(host ?? "");
    return PlannedAction.parse({ what: what as ActionKind, hostId: index < 0 ? null : hostIdOf(index), subject: subject ?? null });
  });
}

/** What a check decides from: everything was read just now, and nobody looks away, unless it is said otherwise. */
export function checkInput(text: string, said: readonly string[], over: Record<string, Partial<CheckedHost>> = {}): CheckInput {
  const { members, declarations } = fleetOf(text);
  const names = members.map(({ name }) => name);
  const actions = actionsFor(names, said);
  const worked = new Set(actions.map(({ hostId }) => hostId));
  const hosts = members.map(
    ({ name, part }, index): CheckedHost => ({
      id: hostIdOf(index),
      name,
      part,
      isFresh: true,
      seenAt: checkedAt,
      snapshotId: null,
      coverage: 1,
      error: null,
      findings: [],
      verdicts: [],
      ...over[name],
    }),
  );
  const all = actions.some(({ what }) => what === "power-off-all");
  return {
    actions,
    hosts: hosts.filter(({ id }) => all || worked.has(id)),
    graph: indexGraph(unite(members, declarations)),
    declarations,
    now: checkedAt,
  };
}

/** An open finding of a rule, with as little as the schema allows. */
export function openFinding(rule: string, over: Partial<Finding> = {}): Finding {
  return {
    fingerprint: `${rule}|host|x`,
    rule,
    subject: "x",
    title: `${rule} is at fault`,
    why: "It breaks later",
    severity: "high",
    likelihood: 3,
    impact: 3,
    confidence: "confirmed",
    observed: "this",
    expected: "that",
    scenarios: ["reboot"],
    scope: "host",
    evidence: [{ source: "/etc/fstab", line: 1, text: "a line" }],
    remedy: { steps: ["Mend it"], risk: "None", verify: "true" },
    postmortems: [],
    references: [],
    ...over,
  };
}
