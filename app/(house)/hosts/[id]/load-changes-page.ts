import { z } from "zod";
import type { ChangesPage } from "#components/changes/changes-panel.tsx";
import { DriftQuery, type HostDrift, loadDrift } from "#lib/db/drift.ts";
import { listStates, loadTimeline } from "#lib/db/timeline.ts";
import { Problem } from "#lib/problem.ts";

type Parameters = Record<string, string | string[] | undefined>;

const Before = z.iso.datetime().optional().catch(undefined);

/** What changed on a host, and the comparison that the address asks for. Throws `not-found` for the host alone. */
export async function loadChangesPage(hostId: string, parameters: Parameters): Promise<ChangesPage> {
  const before = Before.parse(parameters.before);
  const isAsked = parameters.from !== undefined || parameters.to !== undefined;
  const asked = DriftQuery.safeParse({ from: parameters.from, to: parameters.to });
  const [{ entries, hasMore, ...timeline }, states, comparison] = await Promise.all([
    loadTimeline(hostId, before === undefined ? {} : { before: new Date(before) }),
    listStates(hostId),
    isAsked ? compare(hostId, asked) : null,
  ]);
  const last = entries.at(-1);
  const olderHref = hasMore && last !== undefined ? `/hosts/${hostId}?tab=changes&before=${last.seenFrom.toISOString()}` : null;
  const { from, to } = asked.data ?? DriftQuery.parse({});
  return { timeline: { entries, ...timeline }, olderHref, states: withCompared(states, comparison), asked: { from, to }, comparison };
}

/** The latest states, and those that are compared: a link may lead to older ones. */
function withCompared(states: ChangesPage["states"], comparison: HostDrift | string | null): ChangesPage["states"] {
  if (comparison === null || typeof comparison === "string") return states;
  const known = new Set(states.map(({ snapshotId }) => snapshotId));
  const older = [comparison.to, comparison.from].filter(({ snapshotId }, index, both) => {
    return !known.has(snapshotId) && both.findIndex((one) => one.snapshotId === snapshotId) === index;
  });
  return [...states, ...older.map((state) => ({ ...state, changeCount: 0 }))];
}

/** A visit that is gone is a sentence, not a page of its own. */
async function compare(hostId: string, asked: ReturnType<typeof DriftQuery.safeParse>): Promise<HostDrift | string> {
  if (!asked.success) return "The address does not name two visits: choose them below.";
  try {
    return await loadDrift(hostId, asked.data);
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}
