import { randomUUID } from "node:crypto";
import type { Judgement } from "#lib/engine/judgement.ts";
import type { Readings } from "#lib/facts/index.ts";
import { type Db, db, inTransaction } from "./client.ts";
import { snapshotDigest } from "./digest.ts";
import { type HostState, Prisma } from "./generated/client.ts";
import { storableJson, storableText } from "./json.ts";
import { findingsLapsed, reconcileHostFindings, type Standing } from "./reconcile.ts";
import { riskColumns } from "./risk-columns.ts";
import { type CompressedSection, compressSections, type RawSection, storeEvidence } from "./store-evidence.ts";
import { claimVisit } from "./visit-claim.ts";

/** One try of a visit, as the worker that made it knows it. */
export interface VisitTry {
  visitId: string;
  hostId: string;
  /** As `beginVisit` returned it: an older try of the same visit may no longer record anything. */
  attempt: number;
  finishedAt: Date;
  durationMs: number;
}

export interface VisitOutcome extends VisitTry {
  readings: Readings;
  judgement: Judgement;
  sections: readonly RawSection[];
}

export interface VisitFailure extends VisitTry {
  code: string;
  /** What happened and what to try, in one sentence. */
  sentence: string;
  state: Exclude<HostState, "unvisited" | "reachable">;
}

/** Runs inside the transaction that records a visit: settles the job, so that both happen or neither. */
export type Settle = (tx: Db) => Promise<void>;

/** What a recorded visit changed. */
export interface RecordedVisit {
  changed: boolean;
  snapshotId: string;
  opened: number;
  resolved: number;
}

/**
 * Stores everything of a visit in one transaction: snapshot and evidence when they differ from the last, the life of its findings,
 * the host's denormalised columns, the visit itself. One that finds nothing new writes three narrow rows.
 * Throws `conflict` when another try of this visit has taken over.
 */
export async function recordVisit(outcome: VisitOutcome, settle: Settle = async () => {}): Promise<RecordedVisit> {
  const digest = snapshotDigest(outcome.readings, outcome.judgement);
  const last = await loadLast(db(), outcome.hostId);
  const sections = last?.digest === digest ? [] : await compressSections(outcome.sections);
  return inTransaction(async (tx) => {
    await claimVisit(tx, outcome);
    await lockCluster(tx, outcome.readings);
    const current = await loadLast(tx, outcome.hostId);
    const same = current?.digest === digest && !(await findingsLapsed(tx, outcome.hostId, outcome.finishedAt));
    const recorded = same ? await recordSame(tx, outcome, current.id) : await recordDifferent(tx, outcome, digest, sections);
    await settle(tx);
    return recorded;
  });
}

/** Stores that a visit failed and why. What is known of the host from before stays as it is. Throws `conflict` as recordVisit does. */
export async function recordVisitFailure(failure: VisitFailure, settle: Settle = async () => {}): Promise<void> {
  const error = { code: failure.code, sentence: storableText(failure.sentence) };
  await inTransaction(async (tx) => {
    await claimVisit(tx, failure);
    await finishVisit(tx, failure, { status: "failed", errorCode: error.code, errorSentence: error.sentence });
    await tx.host.update({
      where: { id: failure.hostId },
      data: {
        state: failure.state,
        lastErrorCode: error.code,
        lastErrorSentence: error.sentence,
        lastVisitAt: failure.finishedAt,
        activeVisitId: null,
      },
      select: { id: true },
    });
    await settle(tx);
  });
}

async function recordSame(tx: Db, outcome: VisitOutcome, snapshotId: string): Promise<RecordedVisit> {
  await tx.snapshot.update({ where: { id: snapshotId }, data: { seenUntil: outcome.finishedAt }, select: { id: true } });
  await tx.host.update({ where: { id: outcome.hostId }, data: reached(outcome.finishedAt), select: { id: true } });
  await finishVisit(tx, outcome, { status: "done", snapshotId });
  return { changed: false, snapshotId, opened: 0, resolved: 0 };
}

async function recordDifferent(
  tx: Db,
  outcome: VisitOutcome,
  digest: string,
  sections: readonly CompressedSection[],
): Promise<RecordedVisit> {
  const life = await reconcileHostFindings(tx, outcome);
  const current = await loadLast(tx, outcome.hostId);
  const changed = current?.digest !== digest;
  const snapshotId = changed ? await insertSnapshot(tx, outcome, life.standing, digest) : current.id;
  if (changed) await storeEvidence(tx, snapshotId, sections);
  else await rescoreSnapshot(tx, snapshotId, outcome.finishedAt, life.standing);
  await tx.host.update({
    where: { id: outcome.hostId },
    data: { ...reached(outcome.finishedAt), ...hostColumns(outcome, life.standing), snapshotId },
    select: { id: true },
  });
  const { opened, resolved } = life;
  await finishVisit(tx, outcome, { status: "done", snapshotId, changed, opened, resolved });
  return { changed, snapshotId, opened, resolved };
}

async function insertSnapshot(tx: Db, outcome: VisitOutcome, standing: Standing, digest: string): Promise<string> {
  const id = randomUUID();
  await tx.snapshot.create({
    data: {
      id,
      hostId: outcome.hostId,
      readings: storableJson(outcome.readings),
      verdicts: storableJson(outcome.judgement.results.map(({ findings: _, ...verdict }) => verdict)),
      score: storableJson(standing.score),
      digest,
      seenFrom: outcome.finishedAt,
      seenUntil: outcome.finishedAt,
    },
    select: { id: true },
  });
  return id;
}

/** The host is as it was, but an acceptance has run out: its finding counts again. */
async function rescoreSnapshot(tx: Db, id: string, seenUntil: Date, standing: Standing): Promise<void> {
  await tx.snapshot.update({ where: { id }, data: { seenUntil, score: storableJson(standing.score) }, select: { id: true } });
}

function reached(at: Date): Prisma.HostUpdateInput {
  return { state: "reachable", lastErrorCode: null, lastErrorSentence: null, lastVisitAt: at, lastSeenAt: at, activeVisitId: null };
}

function hostColumns(outcome: VisitOutcome, standing: Standing): Prisma.HostUpdateInput {
  const { identity, clusterConfig } = outcome.readings;
  return {
    ...riskColumns(standing.score, standing.open, outcome.judgement.results),
    unknownRules: outcome.judgement.results.filter((result) => result.verdict === "unknown").length,
    ...(identity?.status === "ok" && { system: identity.value.system, hostname: storableText(identity.value.hostname) }),
    ...(clusterConfig?.status === "ok" && { clusterName: storableText(clusterConfig.value.name) }),
    ...(clusterConfig?.status === "absent" && { clusterName: null }),
  };
}

async function finishVisit(tx: Db, visit: VisitTry, result: Prisma.VisitUncheckedUpdateInput): Promise<void> {
  const { finishedAt, durationMs } = visit;
  const data = { ...result, finishedAt, durationMs, progress: Prisma.DbNull };
  await tx.visit.update({ where: { id: visit.visitId }, data, select: { id: true } });
}

/** Members of one cluster share findings: two visits at once would each take the other's view for granted. */
async function lockCluster(tx: Db, readings: Readings): Promise<void> {
  const cluster = readings.clusterConfig;
  if (cluster?.status !== "ok") return;
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtextextended(${storableText(cluster.value.name)}, 0))) as locked`;
}

async function loadLast(tx: Db, hostId: string): Promise<{ id: string; digest: string } | null> {
  return tx.snapshot.findFirst({ where: { hostId }, orderBy: { seenFrom: "desc" }, select: { id: true, digest: true } });
}
