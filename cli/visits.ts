import { probes } from "#collectors/probes/index.ts";
import { failedReadings } from "#collectors/readings.ts";
import { TransportError } from "#collectors/transport/errors.ts";
import { inTurns } from "#lib/in-turns.ts";
import { plainLine } from "#lib/plain-text.ts";
import { isBundle, readBundleFile } from "./bundle-file.ts";
import { type Visited, visitHost, type WayOptions } from "./visit.ts";

export interface VisitOptions extends WayOptions {
  /** The output is for programs: nothing is told of the progress. */
  json?: boolean;
}

/** A target as the user named it, and what came of it. */
export interface VisitedTarget {
  target: string;
  visited: Visited;
}

/** Visits made at the same time: enough to keep a fleet short, few enough for one laptop's uplink. */
const concurrentVisits = 10;

/** Visits every target or reads its bundle, in the order given. What goes wrong with one costs that one only. Rejects with the signal's reason. */
export function visitAll(targets: readonly string[], options: VisitOptions, signal: AbortSignal): Promise<VisitedTarget[]> {
  return inTurns(targets, concurrentVisits, async (target) => ({ target, visited: await visitOne(target, options, signal) }));
}

async function visitOne(target: string, options: VisitOptions, signal: AbortSignal): Promise<Visited> {
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
export function say(text: string): void {
  process.stderr.write(`${plainLine(text, 600)}\n`);
}

function notVisited(error: unknown, startedAt: Date): Visited {
  if (!(error instanceof TransportError)) throw error;
  const cause = error.code === "bad-bundle" ? "unparsable" : "unreachable";
  return { readings: failedReadings(probes, cause, error.message), startedAt, durationMs: Date.now() - startedAt.getTime(), error };
}
