import type { FactName, Readings } from "#lib/facts/index.ts";
import { factSchemas } from "#lib/facts/index.ts";
import type { FailureCause, Reading } from "#lib/facts/reading.ts";
import type { Lane } from "#lib/lanes.ts";
import type { AnyProbe, Section, SystemKind } from "./probe.ts";
import { NotApplicable, NotReadable } from "./probe.ts";
import type { SplitOutput } from "./script.ts";
import { callId, planCalls } from "./script.ts";
import type { Answers } from "./sections.ts";
import { answersOf, sectionsOf } from "./sections.ts";

/** One section as evidence: what it is, and which facts were read from it. */
export interface EvidenceSection extends Section {
  /** Id of the call: the same for the same command or path on every host. */
  call: string;
  lane: Lane;
  facts: FactName[];
}

/** What one visit's outputs come to. */
export interface VisitReadings {
  readings: Readings;
  sections: EvidenceSection[];
}

/** How long a detail may be that goes into a reading, in characters. */
const maximumDetailCharacters = 300;
const notHere: Record<SystemKind, string> = {
  linux: "this is not a Linux host",
  proxmox: "this host does not run Proxmox VE",
  libvirt: "this host has no libvirt",
};

/**
 * Readings of all facts of the probes, from the outputs of one visit. Pure and total: a probe that throws costs its own reading.
 * Of several probes for one fact the first that has a value wins; without one, a failure outweighs an absence.
 */
export function readingsOf(probes: readonly AnyProbe[], outputs: readonly SplitOutput[]): VisitReadings {
  const answers = answersOf(probes, outputs);
  const hello = outputs.find((output) => output.hello)?.hello ?? null;
  const systems = new Set<string>(["linux", ...(hello?.systems ?? [])]);
  const readings: Record<string, Reading<unknown>> = {};
  for (const probe of probes) {
    const reading = hello || outputs.length === 0 ? readingOf(probe, systems, answers) : noAnswer;
    readings[probe.fact] = better(readings[probe.fact], reading);
  }
  return { readings: readings as Readings, sections: evidenceOf(probes, answers) };
}

/** The probes whose every source is read in one of these lanes; all where none are given. */
export function probesIn(probes: readonly AnyProbe[], lanes?: readonly Lane[]): readonly AnyProbe[] {
  if (lanes === undefined) return probes;
  const laneOf = new Map(planCalls(probes).map((call) => [call.id, call.lane]));
  const isRead = (lane: Lane | undefined) => lane !== undefined && lanes.includes(lane);
  return probes.filter((probe) => Object.values(probe.sources).every((source) => isRead(laneOf.get(callId(source)))));
}

const noAnswer: Reading<never> = { status: "failed", cause: "unreachable", detail: "the host did not run the script" };

/** Readings of a visit that reached nothing: every fact failed for the same cause. */
export function failedReadings(probes: readonly AnyProbe[], cause: FailureCause, detail: string): Readings {
  return Object.fromEntries(probes.map((probe) => [probe.fact, failed(cause, detail)])) as Readings;
}

/** Of two failures the one that a person can mend stays: a login that may not read is told before a service that is silent. */
function better(one: Reading<unknown> | undefined, two: Reading<unknown>): Reading<unknown> {
  return one !== undefined && weightOf(one) >= weightOf(two) ? one : two;
}

function weightOf(reading: Reading<unknown>): number {
  if (reading.status === "ok") return 3;
  if (reading.status === "absent") return 0;
  return reading.cause === "denied" ? 2 : 1;
}

function readingOf(probe: AnyProbe, systems: ReadonlySet<string>, answers: Answers): Reading<unknown> {
  if (!probe.systems.some((system) => systems.has(system))) {
    return { status: "absent", reason: probe.systems.map((system) => notHere[system]).join("; ") };
  }
  const sections: Record<string, Section | Section[]> = {};
  for (const [name, source] of Object.entries(probe.sources)) {
    sections[name] = sectionsOf(probe, source, answers);
    const bad = source.optional ? undefined : [sections[name]].flat().find(isFailure);
    if (bad) return failed(bad.status as FailureCause, `${bad.source}: ${bad.errorText || bad.status}`);
  }
  return parse(probe, sections);
}

function parse(probe: AnyProbe, sections: Record<string, Section | Section[]>): Reading<unknown> {
  try {
    const value = factSchemas[probe.fact].safeParse(probe.parse(sections as Parameters<AnyProbe["parse"]>[0]));
    if (value.success) return { status: "ok", value: value.data };
    const [issue] = value.error.issues;
    return failed("unparsable", `${probe.id}: ${issue?.path.join(".") || "value"}: ${issue?.message}`);
  } catch (error) {
    if (error instanceof NotApplicable) return { status: "absent", reason: error.message };
    if (error instanceof NotReadable) return failed(error.failure, error.message);
    return failed("unparsable", `${probe.id}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isFailure({ status }: Section): boolean {
  return status !== "ok" && status !== "missing" && status !== "skipped";
}

function failed(cause: FailureCause, detail: string): Reading<never> {
  const short = detail.length > maximumDetailCharacters ? `${detail.slice(0, maximumDetailCharacters - 1)}…` : detail;
  return { status: "failed", cause, detail: short };
}

function evidenceOf(probes: readonly AnyProbe[], answers: Answers): EvidenceSection[] {
  const facts = new Map<string, Set<FactName>>();
  for (const probe of probes) {
    for (const source of Object.values(probe.sources)) {
      const id = callId(source);
      facts.set(id, (facts.get(id) ?? new Set()).add(probe.fact));
    }
  }
  const laneOf = new Map(planCalls(probes).map((call) => [call.id, call.lane]));
  return [...facts].flatMap(([call, names]) =>
    answers.of(call).map((section) => ({ ...section, call, lane: laneOf.get(call) ?? "fast", facts: [...names].sort() })),
  );
}
