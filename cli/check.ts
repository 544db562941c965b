import { judgeHost } from "#lib/engine/evaluate.ts";
import { peersAmong } from "#lib/engine/peers.ts";
import type { Readings } from "#lib/facts/index.ts";
import { rules } from "#lib/rules/index.ts";
import type { Severity } from "#lib/rules/severity.ts";
import about from "#package.json" with { type: "json" };
import { adviceFor } from "./advice.ts";
import { type CheckOutcome, statusOf } from "./exit-status.ts";
import { fleetVerdicts } from "./fleet-findings.ts";
import { type CheckFormat, formatOf, render } from "./formats.ts";
import { say, type VisitedTarget, type VisitOptions, visitAll } from "./visits.ts";

export interface CheckOptions extends VisitOptions {
  failOn: Severity;
  format?: CheckFormat;
}

/**
 * Visits and judges every target, prints, and returns the exit status. What goes wrong with one target costs that target only.
 * Rejects with the signal's reason when it is aborted, with every connection closed, and before any visit where the options contradict.
 */
export async function check(targets: readonly string[], options: CheckOptions, signal: AbortSignal): Promise<number> {
  const format = formatOf(options);
  const visits = await visitAll(targets, { ...options, json: format !== "text" }, signal);
  const outcomes = visits.map((one) => judged(one, visits, options.knownHosts));
  const together = fleetVerdicts(visits);
  process.stdout.write(await render(format, { version: about.version, outcomes, together }, options.failOn));
  if (format !== "text") for (const { problem } of outcomes) if (problem !== undefined) say(problem);
  return statusOf(outcomes, options.failOn, together);
}

/** Rules about the fleet that go by what people declared: nobody declares anything to a command, so their silence means nothing. */
export const judgedRules = rules.filter(({ scope, needs }) => scope !== "fleet" || !needs.includes("declared"));

/** Nobody declares anything to a command, and it has no memory; but it knows the hosts that it visited together. */
function judged({ target, visited }: VisitedTarget, all: readonly VisitedTarget[], knownHostsFile: string | undefined): CheckOutcome {
  const { readings, startedAt, durationMs, error } = visited;
  const others = all.filter((one) => one.target !== target && one.visited.error === null);
  const peers = others.map((one) => ({ name: one.target, seenUntil: one.visited.startedAt, readings: one.visited.readings }));
  const context = { declared: { status: "ok" as const, value: [] }, peers: peersAmong(readings, peers) };
  const judgement = judgeHost(readings, { hostId: hostIdOf(target, readings), context }, startedAt, judgedRules);
  const host = { target, collectedAt: startedAt, durationMs, readings, judgement };
  return error === null ? { host } : { host, problem: `${target}: ${error.message} ${adviceFor(error, knownHostsFile)}` };
}

/** What stays the same when the same host is checked by another address. */
function hostIdOf(target: string, readings: Readings): string {
  const identity = readings.identity?.status === "ok" ? readings.identity.value : undefined;
  return identity?.machineId ?? identity?.hostname ?? target;
}
