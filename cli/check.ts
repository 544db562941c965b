import { probes } from "#collectors/probes/index.ts";
import { failedReadings } from "#collectors/readings.ts";
import { TransportError } from "#collectors/transport/errors.ts";
import { judgeHost } from "#lib/engine/evaluate.ts";
import { peersAmong } from "#lib/engine/peers.ts";
import type { Readings } from "#lib/facts/index.ts";
import { inTurns } from "#lib/in-turns.ts";
import { plainLine } from "#lib/plain-text.ts";
import { postmortemById } from "#lib/postmortems/by-id.ts";
import { toCheckReport } from "#lib/reports/check-report.ts";
import type { Severity } from "#lib/rules/severity.ts";
import { adviceFor } from "./advice.ts";
import { isBundle, readBundleFile } from "./bundle-file.ts";
import { type CheckOutcome, statusOf } from "./exit-status.ts";
import { painter, printOutcomes } from "./print.ts";
import { type Visited, visitHost, type WayOptions } from "./visit.ts";

export interface CheckOptions extends WayOptions {
  failOn: Severity;
  json?: boolean;
}

/** Visits made at the same time: enough to keep a fleet short, few enough for one laptop's uplink. */
const concurrentVisits = 10;

/**
 * Visits and judges every target, prints, and returns the exit status. What goes wrong with one target costs that target only.
 * Rejects with the signal's reason when it is aborted, with every connection closed.
 */
export async function check(targets: readonly string[], options: CheckOptions, signal: AbortSignal): Promise<number> {
  const visits = await inTurns(targets, concurrentVisits, async (target) => ({ target, visited: await visitOne(target, options, signal) }));
  const outcomes = visits.map((one) => judged(one, visits, options.knownHosts));
  const { stdout } = process;
  if (options.json) {
    stdout.write(`${JSON.stringify(toCheckReport(outcomes.map((outcome) => outcome.host)), null, 2)}\n`);
    for (const { problem } of outcomes) if (problem !== undefined) say(problem);
  } else {
    const page = { paint: painter(stdout.isTTY && stdout.hasColors()), columns: stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY };
    stdout.write(printOutcomes(outcomes, (id) => postmortemById(id)?.title ?? id, page));
  }
  return statusOf(outcomes, options.failOn);
}

async function visitOne(target: string, options: CheckOptions, signal: AbortSignal): Promise<Visited> {
  const startedAt = new Date();
  const watched = process.stderr.isTTY && !options.json;
  if (watched) say(`${target}: reading`);
  const visited = await (isBundle(target) ? readBundleFile(target, signal) : visitHost(target, options, signal)).catch((error) =>
    notVisited(error, startedAt),
  );
  if (visited.warning) say(`${target}: ${visited.warning}`);
  if (watched)
    say(`${target}: ${visited.error === null ? "read" : "given up"} after ${((Date.now() - startedAt.getTime()) / 1000).toFixed(1)} s`);
  return visited;
}

/** For a person who waits, and for logs of a pipeline: beside the output, one line. */
function say(text: string): void {
  process.stderr.write(`${plainLine(text, 600)}\n`);
}

function notVisited(error: unknown, startedAt: Date): Visited {
  if (!(error instanceof TransportError)) throw error;
  const cause = error.code === "bad-bundle" ? "unparsable" : "unreachable";
  return { readings: failedReadings(probes, cause, error.message), startedAt, durationMs: Date.now() - startedAt.getTime(), error };
}

interface VisitedTarget {
  target: string;
  visited: Visited;
}

/** Nobody declares anything to a command, and it has no memory; but it knows the hosts that it visited together. */
function judged({ target, visited }: VisitedTarget, all: readonly VisitedTarget[], knownHostsFile: string | undefined): CheckOutcome {
  const { readings, startedAt, durationMs, error } = visited;
  const others = all.filter((one) => one.target !== target && one.visited.error === null);
  const peers = others.map((one) => ({ name: one.target, seenUntil: one.visited.startedAt, readings: one.visited.readings }));
  const context = { declared: { status: "ok" as const, value: [] }, peers: peersAmong(readings, peers) };
  const judgement = judgeHost(readings, { hostId: hostIdOf(target, readings), context }, startedAt);
  const host = { target, collectedAt: startedAt, durationMs, readings, judgement };
  return error === null ? { host } : { host, problem: `${target}: ${error.message} ${adviceFor(error, knownHostsFile)}` };
}

/** What stays the same when the same host is checked by another address. */
function hostIdOf(target: string, readings: Readings): string {
  const identity = readings.identity?.status === "ok" ? readings.identity.value : undefined;
  return identity?.machineId ?? identity?.hostname ?? target;
}
