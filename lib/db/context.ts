import { peersAmong } from "#lib/engine/peers.ts";
import { parseReadings, type Readings } from "#lib/facts/index.ts";
import type { Reading } from "#lib/facts/reading.ts";
import type { Before, Contact, ContextReadings, Earlier, Peer } from "#lib/rules/context.ts";
import { db } from "./client.ts";
import { loadDeclarations } from "./declarations.ts";

/** Changes are told for so long; older ones are history. */
const baselineDays = 30;
/** A cluster has 32 members at most in practice; more would be a name that many stand-alone hosts share. */
const maximumPeers = 64;

/** What one visit knows of the host beside its readings. */
export interface VisitedHost {
  hostId: string;
  readings: Readings;
  contact: Contact;
}

/** What is known of a host from elsewhere than its own tools, for its judgement at `now`. */
export async function loadContext({ hostId, readings, contact }: VisitedHost, now: Date): Promise<ContextReadings> {
  const [declared, before, peers] = await Promise.all([
    loadDeclarations(hostId),
    loadBefore(hostId, readings, now),
    loadPeers(hostId, readings),
  ]);
  return { declared: { status: "ok", value: declared }, before, peers, contact: { status: "ok", value: contact } };
}

async function loadBefore(hostId: string, readings: Readings, now: Date): Promise<Reading<Before>> {
  const baseline = await baselineOf(hostId, now);
  if (baseline === null) return { status: "absent", reason: "this is the first visit" };
  const identity = readings.identity?.status === "ok" ? readings.identity.value : null;
  return { status: "ok", value: { baseline, beforeBoot: identity?.bootId ? await lastBefore(hostId, identity.bootId) : null } };
}

const earlierSelect = { readings: true, seenUntil: true } as const;

/** The state that changes are told against: the last that a person called good, or as it was when the time of changes began, or the first. */
async function baselineOf(hostId: string, now: Date): Promise<Earlier | null> {
  const host = await db().host.findUnique({ where: { id: hostId }, select: { knownGoodAt: true } });
  const monthAgo = new Date(now.getTime() - baselineDays * 86_400_000);
  const from = host?.knownGoodAt && host.knownGoodAt > monthAgo ? host.knownGoodAt : monthAgo;
  const byTime = { seenFrom: "desc" } as const;
  const held = await db().snapshot.findFirst({ where: { hostId, seenFrom: { lte: from } }, orderBy: byTime, select: earlierSelect });
  const row = held ?? (await db().snapshot.findFirst({ where: { hostId }, orderBy: { seenFrom: "asc" }, select: earlierSelect }));
  return row === null ? null : earlierOf(row);
}

/** The last state of an earlier boot. */
async function lastBefore(hostId: string, bootId: string): Promise<Earlier | null> {
  const where = { hostId, bootId: { not: bootId } };
  const row = await db().snapshot.findFirst({ where, orderBy: { seenFrom: "desc" }, select: earlierSelect });
  return row === null ? null : earlierOf(row);
}

function earlierOf({ readings, seenUntil }: { readings: unknown; seenUntil: Date }): Earlier {
  return { readings: parseReadings(readings), seenUntil };
}

async function loadPeers(hostId: string, readings: Readings): Promise<Reading<readonly Peer[]>> {
  const none = peersAmong(readings, []);
  if (none.status !== "ok" || readings.clusterConfig?.status !== "ok") return none;
  const members = await db().host.findMany({
    where: { clusterName: readings.clusterConfig.value.name, id: { not: hostId }, snapshotId: { not: null } },
    orderBy: { name: "asc" },
    take: maximumPeers,
    select: { name: true, snapshotId: true },
  });
  const ids = members.flatMap(({ snapshotId }) => snapshotId ?? []);
  const rows = await db().snapshot.findMany({ where: { id: { in: ids } }, select: { id: true, ...earlierSelect } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const peers = members.flatMap(({ name, snapshotId }) => {
    const row = byId.get(snapshotId ?? "");
    return row === undefined ? [] : [{ name, ...earlierOf(row) }];
  });
  return { status: "ok", value: peers };
}
