import type { Given } from "#lib/graph/given.ts";
import { givenText, parseGiven, readGiven } from "#lib/graph/given-text.ts";
import { lastingOf } from "#lib/graph/lasting.ts";
import type { Rehearsal } from "#lib/graph/rehearsal.ts";
import { rehearse } from "#lib/graph/rehearse.ts";
import { toRehearseReport } from "#lib/reports/rehearse-report.ts";
import { type FleetOptions, type ReadFleet, readFleet } from "./fleet-graph.ts";
import { pageOf } from "./page.ts";
import { printRehearsal } from "./print-rehearsal.ts";

export interface RehearseOptions extends FleetOptions {
  /** What happens, in words. */
  if: string[];
}

/** Exit statuses of `bulkhead rehearse`. */
export const exitStatus = { passes: 0, stays: 1, undecided: 2 } as const;

/**
 * Plays on the visited hosts, or on the server's fleet, what the user says that happens, prints, and returns the exit status. Throws one
 * sentence where that cannot be read; rejects with the signal's reason when it is aborted.
 */
export async function rehearseHosts(targets: readonly string[], options: RehearseOptions, signal: AbortSignal): Promise<number> {
  // A slip of the pen is told before anybody waits for hosts.
  for (const words of options.if) readGiven(words);
  const fleet = await readFleet(targets, options, signal);
  const { graph } = fleet;
  const given = options.if.map((words) => parseGiven(graph, words));
  const played = withUnread(rehearse(graph, given), fleet);
  const lasting = lastingOf(graph, given, played);
  const wordsOf = (one: Given) => givenText(graph, one);
  const { stdout } = process;
  if (options.json) stdout.write(`${JSON.stringify(toRehearseReport(played, wordsOf), null, 2)}\n`);
  else stdout.write(printRehearsal(played, given.map(wordsOf), lasting, pageOf(stdout)));
  return statusOf(fleet, played, lasting.size);
}

function withUnread(played: Rehearsal, { unread, stale }: ReadFleet): Rehearsal {
  return {
    ...played,
    unknown: [...unread.map((target) => `${target} could not be read: what it would change is open`), ...stale, ...played.unknown],
  };
}

/** 2 where a host could not be read; else 1 where something stays; else 2 where something unknown might; else 0. */
function statusOf({ unread }: ReadFleet, { unknown }: Rehearsal, lasting: number): number {
  if (unread.length > 0) return exitStatus.undecided;
  if (lasting > 0) return exitStatus.stays;
  return unknown.length > 0 ? exitStatus.undecided : exitStatus.passes;
}
