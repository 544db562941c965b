import { probes } from "#collectors/probes/index.ts";
import { failedReadings } from "#collectors/readings.ts";
import { TransportError } from "#collectors/transport/errors.ts";
import { judgeHost } from "#lib/engine/evaluate.ts";
import type { Readings } from "#lib/facts/index.ts";
import { postmortemById } from "#lib/postmortems/index.ts";
import { toCheckReport } from "#lib/reports/check-report.ts";
import type { Severity } from "#lib/rules/severity.ts";
import { type CheckOutcome, statusOf } from "./exit-status.ts";
import { painter, printOutcomes } from "./print.ts";
import { isBundle, readBundleFile, type Visited, visitHost, type WayOptions } from "./visit.ts";

export interface CheckOptions extends WayOptions {
  failOn: Severity;
  json?: boolean;
}

/** Visits made at the same time: enough to keep a fleet short, few enough for one laptop's uplink. */
const concurrentVisits = 10;

/** Visits and judges every target, prints, and returns the exit status. What goes wrong with one target costs that target only. */
export async function check(targets: readonly string[], options: CheckOptions): Promise<number> {
  const outcomes = await inTurns(targets, concurrentVisits, (target) => checkOne(target, options));
  if (options.json) {
    process.stdout.write(`${JSON.stringify(toCheckReport(outcomes.map((outcome) => outcome.host)), null, 2)}\n`);
  } else {
    const color = process.stdout.isTTY === true && process.stdout.hasColors();
    process.stdout.write(printOutcomes(outcomes, (id) => postmortemById(id)?.title ?? id, painter(color)));
  }
  return statusOf(outcomes, options.failOn);
}

async function checkOne(target: string, options: CheckOptions): Promise<CheckOutcome> {
  const startedAt = new Date();
  try {
    const visited = isBundle(target) ? await readBundleFile(target) : await visitHost(target, options);
    return judged(target, visited);
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    const cause = error.code === "bad-bundle" ? "unparsable" : "unreachable";
    const readings = failedReadings(probes, cause, error.message);
    return judged(target, { readings, startedAt, durationMs: Date.now() - startedAt.getTime(), error });
  }
}

function judged(target: string, { readings, startedAt, durationMs, error }: Visited): CheckOutcome {
  const judgement = judgeHost(readings, { hostId: hostIdOf(target, readings) }, startedAt);
  const host = { target, collectedAt: startedAt, durationMs, readings, judgement };
  return error === null ? { host } : { host, problem: `${target}: ${error.message} ${error.advice}` };
}

/** What stays the same when the same host is checked by another address. */
function hostIdOf(target: string, readings: Readings): string {
  const identity = readings.identity?.status === "ok" ? readings.identity.value : undefined;
  return identity?.machineId ?? identity?.hostname ?? target;
}

/** Runs `each` over all items, `width` at a time; the results stand in the order of the items. */
async function inTurns<Item, Result>(items: readonly Item[], width: number, each: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const lane = async () => {
    for (const [index, item] of waiting) results[index] = await each(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return results;
}
