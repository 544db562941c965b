import { parseReadings, type Readings } from "#lib/facts/index.ts";
import { db } from "./client.ts";
import { noSuchHost } from "./hosts.ts";
import { parseLanesReadAt } from "./lanes-read-at.ts";

/** What a visit builds on: what is known of the host, and how old each part of it is. */
export interface VisitBasis {
  /** Of the last snapshot; null for a host that was never read. */
  readings: Readings | null;
  bootId: string | null;
  /** When each lane of the script was last read. */
  lanesReadAt: Record<string, Date>;
  /** A person asked for this visit: then everything is read afresh. */
  onDemand: boolean;
}

/** Reasons of visits that somebody waits for. */
const freshReasons: ReadonlySet<string> = new Set(["demand", "pre-check", "post-check"]);

/** What is known before a visit. Throws `not-found` for a host that was removed. */
export async function loadVisitBasis(hostId: string, visitId: string): Promise<VisitBasis> {
  const [host, visit] = await Promise.all([
    db().host.findUnique({ where: { id: hostId }, select: { snapshotId: true, lanesReadAt: true } }),
    db().visit.findUnique({ where: { id: visitId }, select: { reason: true } }),
  ]);
  if (host === null) throw noSuchHost();
  const snapshot =
    host.snapshotId === null
      ? null
      : await db().snapshot.findUnique({ where: { id: host.snapshotId }, select: { readings: true, bootId: true } });
  return {
    readings: snapshot === null ? null : parseReadings(snapshot.readings),
    bootId: snapshot?.bootId ?? null,
    lanesReadAt: parseLanesReadAt(host.lanesReadAt),
    onDemand: visit !== null && freshReasons.has(visit.reason),
  };
}
