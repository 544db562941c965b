import type { RuleCounts, RuleState } from "#lib/engine/rule-standing.ts";
import type { RuleSheet } from "#lib/reports/rule-sheet.ts";
import { type Scenario, scenarios } from "#lib/rules/rule.ts";
import { bandOf, type Severity } from "#lib/rules/severity.ts";

/** What people call the families. */
const familyWords: Readonly<Record<string, string>> = {
  access: "Ways in",
  alert: "Alerting",
  backup: "Backups",
  boot: "Booting",
  bridge: "Bridges and networks",
  cascade: "Cascades",
  change: "Changes",
  cluster: "Clusters",
  container: "Containers",
  dns: "Names",
  guests: "Guests",
  hardware: "Hardware",
  k8s: "Kubernetes",
  nic: "Network cards",
  self: "Bulkhead itself",
  storage: "Storage",
  time: "Time",
  updates: "Updates",
  watchdog: "Watchdogs",
};

export function familyName(family: string): string {
  return familyWords[family] ?? family;
}

/** A rule as the list shows it. */
export interface RuleRow {
  rule: Pick<RuleSheet, "id" | "family" | "title" | "severity" | "scenarios"> & { asRoot: boolean };
  /** Null where no host has been judged by it. */
  counts: RuleCounts | null;
  /** What it says of the fleet as a whole; null for a rule about hosts, and before the first judgement. */
  fleet: RuleState | null;
}

const severityChoices = ["critical", "high", "medium"] as const;

/** What the URL of the rules page asks for. */
export interface RulesView {
  /** At least this severe. */
  severity?: (typeof severityChoices)[number] | undefined;
  scenario?: Scenario | undefined;
  state?: "fails" | "unknown" | undefined;
  text?: string | undefined;
}

export function rulesViewOf(parameters: Readonly<Record<string, string | string[] | undefined>>): RulesView {
  const { severity, scenario, state, text } = parameters;
  return {
    severity: severityChoices.find((each) => each === severity),
    scenario: scenarios.find((each) => each === scenario),
    state: state === "fails" || state === "unknown" ? state : undefined,
    text: typeof text === "string" && text.trim() !== "" ? text.trim().slice(0, 200) : undefined,
  };
}

/** The address of a view with something changed. */
export function rulesHref(view: RulesView, change: RulesView): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...view, ...change })) if (value !== undefined) query.set(name, value);
  return query.size === 0 ? "/rules" : `/rules?${query}`;
}

/** The rules that fit a view by family, each family in the order of its severity. */
export function fittingRules(rows: readonly RuleRow[], view: RulesView): { family: string; rows: RuleRow[] }[] {
  const words = view.text?.toLowerCase().split(/\s+/) ?? [];
  const fits = ({ rule, counts, fleet }: RuleRow) =>
    (view.severity === undefined || bandOf(rule.severity) >= bandOf(view.severity satisfies Severity)) &&
    (view.scenario === undefined || rule.scenarios.includes(view.scenario)) &&
    (view.state === undefined || fleet === view.state || (counts?.[view.state satisfies RuleState] ?? 0) > 0) &&
    words.every((word) => `${rule.id} ${rule.title} ${familyName(rule.family)}`.toLowerCase().includes(word));
  const fitting = rows.filter(fits).toSorted((one, other) => bandOf(other.rule.severity) - bandOf(one.rule.severity));
  const families = [...new Set(fitting.map(({ rule }) => rule.family))].toSorted();
  return families.map((family) => ({ family, rows: fitting.filter(({ rule }) => rule.family === family) }));
}
