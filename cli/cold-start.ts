import { coldStart } from "#lib/graph/cold-start.ts";
import type { ColdStart } from "#lib/graph/rehearsal.ts";
import { toColdStartReport } from "#lib/reports/rehearse-report.ts";
import { type FleetOptions, readFleet } from "./fleet-graph.ts";
import { pageOf } from "./page.ts";
import { printColdStart } from "./print-cold-start.ts";

/** Exit statuses of `bulkhead coldstart`. */
export const exitStatus = { order: 0, cycle: 1, undecided: 2 } as const;

/**
 * Starts the visited hosts, or the server's fleet, from nothing, on paper, prints, and returns the exit status. Throws one sentence where
 * there is no fleet; rejects with the signal's reason when it is aborted.
 */
export async function coldStartHosts(targets: readonly string[], options: FleetOptions, signal: AbortSignal): Promise<number> {
  const { graph, unread, stale } = await readFleet(targets, options, signal);
  const started = coldStart(graph);
  const plan = {
    ...started,
    unknown: [...unread.map((target) => `${target} could not be read: its place in the order is open`), ...stale, ...started.unknown],
  };
  const { stdout } = process;
  if (options.json) stdout.write(`${JSON.stringify(toColdStartReport(plan), null, 2)}\n`);
  else stdout.write(printColdStart(plan, pageOf(stdout)));
  return statusOf(plan, unread.length > 0);
}

function statusOf({ cycles, unknown }: ColdStart, isPartial: boolean): number {
  if (isPartial) return exitStatus.undecided;
  if (cycles.length > 0) return exitStatus.cycle;
  return unknown.length > 0 ? exitStatus.undecided : exitStatus.order;
}
