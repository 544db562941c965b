import { exposingKinds, exposingRules } from "#lib/postmortems/exposing.ts";
import type { ChainLink } from "#lib/postmortems/schema.ts";
import { bandOf, type Severity } from "#lib/rules/severity.ts";
import type { Verdict } from "./judgement.ts";

/** What matters of an incident here. */
interface Incident {
  chain: readonly Pick<ChainLink, "kind" | "rules">[];
}

/** Whether an incident could happen on a host. */
export const exposureAnswers = ["exposed", "cannot-tell", "not-exposed"] as const;
export type ExposureAnswer = (typeof exposureAnswers)[number];

/** A standing finding, as the way into an incident. */
export interface OpenFinding {
  id: string;
  rule: string;
  title: string;
  subject: string;
  severity: Severity;
  /** People know of it and live with it until a date: the host is exposed all the same. */
  accepted: boolean;
}

/** What is known of a host: its rules' verdicts, none before the first visit that read something, and its standing findings. */
export interface HostSight {
  /** Null for the fleet as a whole. */
  hostId: string | null;
  name: string;
  verdicts: ReadonlyMap<string, { verdict: Verdict; because: string | null }>;
  findings: readonly OpenFinding[];
}

/** A rule that does not answer the question, and why. */
export interface SilentRule {
  rule: string;
  state: "unknown" | "not-applicable" | "not-judged";
  because: string | null;
}

/** Every host, and the fleet as a whole, of which only rules about it speak. */
export interface FleetSights {
  hosts: readonly HostSight[];
  fleet: HostSight;
}

/** One incident on one host, or on the fleet as a whole. */
export interface HostExposure {
  hostId: string | null;
  name: string;
  answer: ExposureAnswer;
  /** The findings that let it happen, in the order of the chain. */
  through: OpenFinding[];
  /** Rules of the chain that passed. */
  passed: string[];
  /** Rules of the chain that say nothing of this host. */
  silent: SilentRule[];
}

/**
 * Whether an incident could happen on a host: exposed through a standing finding of a rule in a latent, blind-spot or escalation link; not
 * exposed where such rules were judged and none of them is unknown; else it cannot be told. What nobody has looked at is never "not exposed".
 */
export function exposureOf(incident: Incident, sight: HostSight): HostExposure {
  const rules = exposingRules(incident);
  const through = rules.flatMap((rule) => sight.findings.filter((finding) => finding.rule === rule));
  const passed = rules.filter((rule) => sight.verdicts.get(rule)?.verdict === "passed");
  const silent = rules.flatMap((rule) => silence(rule, sight));
  return { hostId: sight.hostId, name: sight.name, answer: answerOf(through, passed, silent), through, passed, silent };
}

function silence(rule: string, { verdicts }: HostSight): SilentRule[] {
  const said = verdicts.get(rule);
  if (said === undefined) return [{ rule, state: "not-judged", because: null }];
  if (said.verdict === "passed" || said.verdict === "failed") return [];
  return [{ rule, state: said.verdict, because: said.because }];
}

function answerOf(through: readonly OpenFinding[], passed: readonly string[], silent: readonly SilentRule[]): ExposureAnswer {
  if (through.length > 0) return "exposed";
  if (silent.some(({ state }) => state === "unknown")) return "cannot-tell";
  const judged = passed.length > 0 || silent.some(({ state }) => state === "not-applicable");
  return judged ? "not-exposed" : "cannot-tell";
}

/** How many hosts there are of each answer. */
export type ExposureCounts = Record<ExposureAnswer, number>;

/** One incident on everything that there is. */
export interface IncidentExposure {
  hosts: HostExposure[];
  /** Null where no rule of the chain is about the fleet as a whole. */
  fleet: HostExposure | null;
  counts: ExposureCounts;
  /** The worst finding that lets it happen anywhere; null where none does. */
  worst: Severity | null;
}

/** The worst of some findings; null of none. */
export function worstOf(findings: readonly { severity: Severity }[]): Severity | null {
  const [worst = null] = findings.map(({ severity }) => severity).toSorted((one, other) => bandOf(other) - bandOf(one));
  return worst;
}

/** Whether an incident could happen, host by host; rules about the fleet answer for the fleet and for no host. */
export function exposureOfAll(incident: Incident, { hosts, fleet }: FleetSights, fleetRules: ReadonlySet<string>): IncidentExposure {
  const aboutHosts = narrowed(incident, (rule) => !fleetRules.has(rule));
  const aboutFleet = narrowed(incident, (rule) => fleetRules.has(rule));
  const exposures = hosts.map((sight) => exposureOf(aboutHosts, sight));
  const ofFleet = exposingRules(aboutFleet).length === 0 ? null : exposureOf(aboutFleet, fleet);
  const through = [...exposures.flatMap((exposure) => exposure.through), ...(ofFleet?.through ?? [])];
  return { hosts: exposures, fleet: ofFleet, counts: countExposure(exposures), worst: worstOf(through) };
}

function narrowed({ chain }: Incident, keep: (rule: string) => boolean): Incident {
  return { chain: chain.map(({ kind, rules }) => ({ kind, rules: rules.filter(keep) })) };
}

function countExposure(exposures: readonly { answer: ExposureAnswer }[]): ExposureCounts {
  const counts: ExposureCounts = { exposed: 0, "cannot-tell": 0, "not-exposed": 0 };
  for (const { answer } of exposures) counts[answer] += 1;
  return counts;
}

/** The answer in one word: exposed where one host or the fleet is; not exposed only where all of them are known not to be. */
export function wholeAnswer({ counts, fleet }: Pick<IncidentExposure, "counts" | "fleet">): ExposureAnswer {
  const answers = [...exposureAnswers.filter((answer) => counts[answer] > 0), ...(fleet === null ? [] : [fleet.answer])];
  return exposureAnswers.find((answer) => answers.includes(answer)) ?? "cannot-tell";
}

/** Links of the chain that stand open somewhere, of those that can. */
export function openLinks({ chain }: Incident, { hosts, fleet }: IncidentExposure): { open: number; all: number } {
  const through = [...hosts, ...(fleet === null ? [] : [fleet])].flatMap((exposure) => exposure.through);
  const open = new Set(through.map(({ rule }) => rule));
  const links = chain.filter((link) => exposingKinds.has(link.kind));
  return { open: links.filter((link) => link.rules.some((rule) => open.has(rule))).length, all: links.length };
}
