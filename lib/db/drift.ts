import { z } from "zod";
import type { Drift } from "#lib/engine/drift/change.ts";
import { Problem } from "#lib/problem.ts";
import { db } from "./client.ts";
import { noSuchHost } from "./hosts.ts";
import { compareInFull } from "./state-drift.ts";

/** Between which states a host is compared: the ids of two snapshots, or what people call them. */
export const DriftQuery = z.object({
  /** "known-good": as it was when a person last called it good; "previous": before its last change. */
  from: z.union([z.enum(["known-good", "previous"]), z.uuid()]).default("previous"),
  to: z.union([z.enum(["latest"]), z.uuid()]).default("latest"),
});
export type DriftQuery = z.infer<typeof DriftQuery>;

/** One state of a host, and from when to when visits saw it so. */
export interface HostState {
  snapshotId: string;
  seenFrom: Date;
  seenUntil: Date;
}

/** How a host differs between two of its states; `from` is always the earlier one. */
export interface HostDrift extends Drift {
  from: HostState;
  to: HostState;
}

/** Compares two states of a host. Throws `not-found` for a host, a state or a mark that is not there. */
export async function loadDrift(hostId: string, query: Partial<DriftQuery> = {}): Promise<HostDrift> {
  const { from, to } = DriftQuery.parse(query);
  const later = to === "latest" ? await stateBy({ hostId }) : await stateBy({ hostId, id: to });
  if (later === null) throw await nothingThere(hostId);
  const earlier = await earlierState(hostId, from, later);
  const [first, second] = earlier.seenFrom <= later.seenFrom ? [earlier, later] : [later, earlier];
  const isNext = (await stateBy({ hostId, seenFrom: { lt: second.seenFrom } }))?.snapshotId === first.snapshotId;
  const drift = await compareInFull({ from: first.snapshotId, to: second.snapshotId, isNext });
  if (drift === null) throw await nothingThere(hostId);
  return { from: first, to: second, ...drift };
}

/** The state that held at a time: the last that was first seen no later. Null where the host was not visited before. */
export function stateAt(hostId: string, at: Date): Promise<HostState | null> {
  return stateBy({ hostId, seenFrom: { lte: at } });
}

async function earlierState(hostId: string, from: DriftQuery["from"], later: HostState): Promise<HostState> {
  if (from === "previous")
    return (await stateBy({ hostId, seenFrom: { lt: later.seenFrom } })) ?? (await stateNamed(hostId, later.snapshotId));
  return from === "known-good" ? knownGoodState(hostId) : stateNamed(hostId, from);
}

async function stateNamed(hostId: string, id: string): Promise<HostState> {
  const state = await stateBy({ hostId, id });
  if (state === null) throw new Problem("not-found", "This host has no such visit: it was removed, or is another host's.");
  return state;
}

/** Marked before its first visit, the first visit is what was meant. */
async function knownGoodState(hostId: string): Promise<HostState> {
  const host = await db().host.findUnique({ where: { id: hostId }, select: { knownGoodAt: true } });
  if (host === null) throw noSuchHost();
  if (host.knownGoodAt === null) throw new Problem("not-found", "Nobody has called a state of this host good yet.");
  const held = await stateAt(hostId, host.knownGoodAt);
  if (held !== null) return held;
  const first = await db().snapshot.findFirst({
    where: { hostId },
    orderBy: { seenFrom: "asc" },
    select: { id: true, seenFrom: true, seenUntil: true },
  });
  if (first === null) throw new Problem("not-found", "Nothing has been read from this host yet: collect now.");
  return { snapshotId: first.id, seenFrom: first.seenFrom, seenUntil: first.seenUntil };
}

/** The newest of the states that fit. */
async function stateBy(where: { hostId: string; id?: string; seenFrom?: { lt: Date } | { lte: Date } }): Promise<HostState | null> {
  const row = await db().snapshot.findFirst({
    where,
    orderBy: { seenFrom: "desc" },
    select: { id: true, seenFrom: true, seenUntil: true },
  });
  return row === null ? null : { snapshotId: row.id, seenFrom: row.seenFrom, seenUntil: row.seenUntil };
}

async function nothingThere(hostId: string): Promise<Problem> {
  const host = await db().host.findUnique({ where: { id: hostId }, select: { snapshotId: true } });
  if (host === null) return noSuchHost();
  return host.snapshotId === null
    ? new Problem("not-found", "Nothing has been read from this host yet: collect now.")
    : new Problem("not-found", "This host has no such visit: it was removed, or is another host's.");
}
