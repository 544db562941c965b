import { factNames } from "#lib/facts/index.ts";
import type { Lane } from "#lib/lanes.ts";
import { type ContextName, contextNames } from "#lib/rules/context.ts";
import type { AnyRule, NeedName, Remedy, Scenario, Scope } from "#lib/rules/rule.ts";
import { type Level, type Severity, severityOf } from "#lib/rules/severity.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";

/** What a sheet needs of a probe: its fact, and what is run or read for it. */
export interface SheetProbe {
  id: string;
  fact: string;
  systems: readonly string[];
  sources: Readonly<Record<string, SheetSource>>;
}
type SheetSource = { root?: boolean; lane?: Lane } & ({ exec: readonly string[]; list?: readonly string[] } | { read: string });

/** A command or file that is read on a host. */
export interface SourceLine {
  /** As one would type it; "{}" stands for a line of `each`. */
  text: string;
  kind: "command" | "file";
  /** The command whose lines it is run for, one by one; null where it is run once. */
  each: string | null;
  /** Nothing beyond the login itself, or root: by sudo, for this very command. */
  privilege: "none" | "root";
  lane: Lane;
}

/** Something that a rule judges by. */
export interface ReadLine {
  name: NeedName;
  kind: "fact" | "context";
  /** Without it the rule still decides, only less sharply. */
  sharpens: boolean;
  /** Ids of the probes of this fact, each with the kinds of systems that it is for. */
  probes: { id: string; systems: readonly string[]; sources: SourceLine[] }[];
}

/** Everything that can be said of a rule without a host. */
export interface RuleSheet {
  id: string;
  family: string;
  title: string;
  why: string;
  scope: Scope;
  scenarios: readonly Scenario[];
  likelihood: Level;
  impact: Level;
  severity: Severity;
  reads: ReadLine[];
  remedy: Remedy;
  /** Ids of the incidents that ship with Bulkhead. */
  incidents: readonly string[];
  references: readonly string[];
}

/** What a rule says, how bad it is, and what it reads on a host: the model behind the Rules pages and docs/rules.md. */
export function ruleSheet(rule: AnyRule, probes: readonly SheetProbe[]): RuleSheet {
  const { id, title, why, scope, scenarios, likelihood, impact, remedy, needs, wants = [], postmortems = [], references = [] } = rule;
  const severity = severityOf(likelihood, impact);
  const reads = [
    ...needs.filter((name) => name !== "collection").map((name) => readLine(name, false, probes)),
    ...wants.map((name) => readLine(name, true, probes)),
  ];
  return {
    ...{ id, family: familyOf(id), title, why, scope, scenarios, likelihood, impact, severity, reads, remedy },
    incidents: postmortems,
    references,
  };
}

/** "storage" of "storage/nfs-fstab-no-nofail". */
export function familyOf(rule: string): string {
  return rule.split("/")[0] ?? rule;
}

/** Whether a rule reads anything as root without which it is unknown. */
export function needsRoot({ reads }: Pick<RuleSheet, "reads">): boolean {
  return reads.some(
    ({ sharpens, probes }) => !sharpens && probes.some(({ sources }) => sources.some(({ privilege }) => privilege === "root")),
  );
}

/** What a rule knows from elsewhere than the host itself, in words. */
export const contextWords: Readonly<Record<ContextName, string>> = {
  before: "how the host was before, from earlier visits",
  contact: "how the last visits went",
  declared: "what people declared of the host or the fleet",
  fleet: "the other hosts of the fleet",
  graph: "how all hosts hang together: who needs whom, from what each of them says",
  installation: "this Bulkhead's own installation",
  peers: "the other members of its cluster, as last read",
  windows: "maintenance windows that have begun",
};

/** What each likelihood means, from 1 to 4. */
export const likelihoodWords = [
  "needs two rare events",
  "plausible within years",
  "certain at the next such event",
  "happening already",
] as const;
/** What each impact means, from 1 to 4. */
export const impactWords = [
  "cosmetic",
  "one guest or function degraded",
  "many guests, or an hour of recovery",
  "host or cluster down, data at risk, or unseen",
] as const;

/** How often what is in a lane is read. */
export const laneWords: Readonly<Record<Lane, string>> = {
  fast: "at every visit",
  slow: "at every visit, beside the rest",
  hourly: "at most once an hour",
  sixHourly: "at most every six hours",
  daily: "at most once a day",
};

function readLine(name: NeedName, sharpens: boolean, probes: readonly SheetProbe[]): ReadLine {
  const isContext = contextNames.some((context) => context === name) || !factNames.some((fact) => fact === name);
  const own = isContext ? [] : probes.filter(({ fact }) => fact === name);
  return {
    name,
    kind: isContext ? "context" : "fact",
    sharpens,
    probes: own.map(({ id, systems, sources }) => ({ id, systems, sources: Object.values(sources).map(sourceLine) })),
  };
}

function sourceLine(source: SheetSource): SourceLine {
  const each = "list" in source && source.list !== undefined ? commandLine(source.list) : null;
  return {
    text: "read" in source ? source.read : commandLine(source.exec),
    kind: "read" in source ? "file" : "command",
    each,
    privilege: source.root === true ? "root" : "none",
    lane: source.lane ?? "fast",
  };
}

function commandLine(argv: readonly string[]): string {
  return argv.map((word) => (word.includes("{}") && /^[\w@%+=:,./{}-]+$/.test(word) ? word : shellWord(word))).join(" ");
}
