import { type Db, db, inTransaction } from "./client.ts";
import { storableJson } from "./json.ts";
import type { VisitProgress } from "./visits.ts";

/** A visit that a worker has begun. */
export interface BegunVisit {
  visitId: string;
  hostId: string;
  attempt: number;
  startedAt: Date;
}

/** Marks a visit as running and counts the try. Null when it is over or its host was removed: there is nothing to do. */
export async function beginVisit(visitId: string, now: Date): Promise<BegunVisit | null> {
  const [row] = await db().visit.updateManyAndReturn({
    where: { id: visitId, status: { in: ["queued", "running"] } },
    data: {
      status: "running",
      startedAt: now,
      attempt: { increment: 1 },
      progress: storableJson({ step: "connecting", done: null, total: null }),
    },
    select: { hostId: true, attempt: true },
  });
  return row === undefined ? null : { visitId, ...row, startedAt: now };
}

/** Notes how far a visit is. Does nothing once another try has begun or the visit is over. */
export async function noteProgress(visit: BegunVisit, progress: VisitProgress): Promise<void> {
  const where = { id: visit.visitId, attempt: visit.attempt, status: "running" as const };
  await db().visit.updateMany({ where, data: { progress: storableJson(progress) } });
}

/** Puts a visit that its worker could not finish back in the queue's hands: it will be tried again. */
export async function returnVisit(visit: BegunVisit): Promise<void> {
  const where = { id: visit.visitId, attempt: visit.attempt, status: "running" as const };
  await db().visit.updateMany({ where, data: { status: "queued" } });
}

/** Ends a visit whose every try was cut short. The host keeps what is known of it, and its next visit follows the schedule. */
export async function giveUpVisit(visitId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const error = {
      errorCode: "interrupted",
      errorSentence: "The visit was cut short each time it was tried: look at the worker's log, then collect again.",
    };
    const where = { id: visitId, status: { in: ["queued" as const, "running" as const] } };
    await tx.visit.updateMany({ where, data: { ...error, status: "failed", finishedAt: now } });
    await releaseHost(tx, visitId, { lastErrorCode: error.errorCode, lastErrorSentence: error.errorSentence });
  });
}

async function releaseHost(tx: Db, visitId: string, error: { lastErrorCode: string; lastErrorSentence: string }): Promise<void> {
  await tx.host.updateMany({ where: { activeVisitId: visitId }, data: { activeVisitId: null, ...error } });
}
