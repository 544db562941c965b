import { randomUUID } from "node:crypto";
import { Problem } from "#lib/problem.ts";
import { type Db, inTransaction } from "./client.ts";
import { noSuchHost } from "./hosts.ts";
import { sendVisit } from "./queue.ts";

/** Hosts that one look at the schedule takes: keeps its transaction short, the next look follows at once. */
const dueAtOnce = 100;

/** A visit may end between two looks at it: look again. */
const looks = 3;

/**
 * Asks for a visit and returns its id; when one is queued or running already, that one's. The row and the job are stored together.
 * Throws `not-found`.
 */
export function requestVisit(hostId: string, reason: "schedule" | "demand" | "mark"): Promise<string> {
  return inTransaction(async (tx) => {
    for (let look = 0; look < looks; look += 1) {
      const visitId = (await queueVisit(tx, hostId, reason)) ?? (await activeVisit(tx, hostId));
      if (visitId !== null) return visitId;
    }
    throw new Problem("busy", "The visits of this host begin and end faster than one can be asked for: try again.");
  });
}

/**
 * Queues a visit of every host that is due and sets its next time: its interval, a tenth more or less, so that hosts that were added
 * together do not stay together. Safe with several workers: each host is taken by one. Returns how many were queued.
 */
export function requestDueVisits(now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      update "host" set "nextVisitAt" = ${now}::timestamptz + "intervalSeconds" * (0.9 + 0.2 * random()) * interval '1 second'
      where "id" in (
        select "id" from "host"
        where not "paused" and "nextVisitAt" <= ${now}::timestamptz and "activeVisitId" is null
        order by "nextVisitAt" limit ${dueAtOnce} for update skip locked
      ) returning "id"`;
    for (const { id } of due) await queueVisit(tx, id, "schedule");
    return due.length;
  });
}

/** When a host is visited again that is visited now: by the same rule as `requestDueVisits`. */
export function nextVisitAfter(now: Date, intervalSeconds: number): Date {
  return new Date(now.getTime() + intervalSeconds * (0.9 + 0.2 * Math.random()) * 1000);
}

/** Queues a visit inside the caller's transaction; returns its id, or null when the host has an active visit or is not there. */
export async function queueVisit(tx: Db, hostId: string, reason: string): Promise<string | null> {
  const id = randomUUID();
  const taken = await tx.host.updateMany({ where: { id: hostId, activeVisitId: null }, data: { activeVisitId: id } });
  if (taken.count === 0) return null;
  await tx.visit.create({ data: { id, hostId, reason }, select: { id: true } });
  const sent = await sendVisit(tx, { visitId: id, hostId });
  if (!sent) throw new Problem("busy", "The last visit of this host is just being put away: try again in a moment.");
  return id;
}

/** The visit that is queued or running; null when it has ended since. */
async function activeVisit(tx: Db, hostId: string): Promise<string | null> {
  const host = await tx.host.findUnique({ where: { id: hostId }, select: { activeVisitId: true } });
  if (host === null) throw noSuchHost();
  return host.activeVisitId;
}
