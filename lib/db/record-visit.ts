import { randomUUID } from "node:crypto";
import type { Judgement, RuleResult } from "#lib/engine/judgement.ts";
import { scoreHost } from "#lib/engine/score.ts";
import type { Readings } from "#lib/facts/index.ts";
import { buildPart, type Judged } from "#lib/graph/build-part.ts";
import { type Lane, laneSeconds } from "#lib/lanes.ts";
import { type Db, db, inTransaction } from "./client.ts";
import { snapshotDigest } from "./digest.ts";
import { type HostState, Prisma } from "./generated/client.ts";
import { storableJson, storableText } from "./json.ts";
import { parseLanesReadAt } from "./lanes-read-at.ts";
import { findingsLapsed, reconcileHostFindings, type Standing } from "./reconcile.ts";
import { riskColumns } from "./risk-columns.ts";
import { parseVerdicts, type StoredVerdict } from "./snapshots.ts";
import { type CompressedSection, compressSections, type KeptEvidence, type RawSection, storeEvidence } from "./store-evidence.ts";
import { claimVisit } from "./visit-claim.ts";
import { driftColumns } from "./visit-drift.ts";
import { writePoints } from "./write-points.ts";

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
  /** Of this visit, and for the lanes that it left out those of the last one. */
  readings: Readings;
  judgement: Judgement;
  /** What this visit's lanes said. */
  sections: readonly RawSection[];
  /** The lanes that it read; evidence of the others is kept. */
  lanes: readonly Lane[];
}

export interface VisitFailure extends VisitTry {
  /** What the rules about reaching the host say; what the others said stays. */
  results: readonly RuleResult[];
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
    const same = current?.digest === digest && !(await isToBeJudged(tx, outcome));
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
    await judgeFailure(tx, failure);
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

/** What follows from not reaching the host joins its findings; everything else stays as it was last read. */
async function judgeFailure(tx: Db, { results, hostId, finishedAt }: VisitFailure): Promise<void> {
  const host = await tx.host.findUniqueOrThrow({ where: { id: hostId }, select: { snapshotId: true } });
  const last = host.snapshotId === null ? null : await loadVerdicts(tx, host.snapshotId);
  const told = new Set(results.map(({ rule }) => rule));
  const others = (last ?? []).filter(({ rule }) => !told.has(rule)).map((verdict) => ({ ...verdict, findings: [] }));
  const unread = others.map((result) => ({ ...result, verdict: "unknown" as const }));
  const judged = [...unread, ...results];
  const judgement = { results: judged, findings: results.flatMap(({ findings }) => findings), score: scoreHost([], judged) };
  const { standing } = await reconcileHostFindings(tx, { hostId, judgement, finishedAt });
  if (host.snapshotId === null) return;
  const verdicts = [...others, ...results];
  const score = scoreHost(standing.open, verdicts);
  await tx.snapshot.update({ where: { id: host.snapshotId }, data: { score: storableJson(score) }, select: { id: true } });
  await tx.host.update({ where: { id: hostId }, data: riskColumns(score, standing.open), select: { id: true } });
  await writePoints(tx, hostId, score);
}

async function loadVerdicts(tx: Db, snapshotId: string): Promise<StoredVerdict[]> {
  const { verdicts } = await tx.snapshot.findUniqueOrThrow({ where: { id: snapshotId }, select: { verdicts: true } });
  return parseVerdicts(verdicts);
}

async function recordSame(tx: Db, outcome: VisitOutcome, snapshotId: string): Promise<RecordedVisit> {
  await tx.snapshot.update({ where: { id: snapshotId }, data: { seenUntil: outcome.finishedAt }, select: { id: true } });
  await tx.host.update({ where: { id: outcome.hostId }, data: await reached(tx, outcome), select: { id: true } });
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
  if (changed) await storeEvidence(tx, snapshotId, sections, keptEvidence(outcome, current?.id));
  else await rescoreSnapshot(tx, snapshotId, outcome.finishedAt, life.standing);
  await tx.host.update({
    where: { id: outcome.hostId },
    data: { ...(await reached(tx, outcome)), ...hostColumns(outcome, life.standing), snapshotId },
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
      part: storableJson(buildPart(outcome.readings, judgedFor(outcome.judgement, standing))),
      ...(await driftColumns(tx, outcome)),
      digest,
      bootId: bootIdOf(outcome.readings),
      seenFrom: outcome.finishedAt,
      seenUntil: outcome.finishedAt,
    },
    select: { id: true },
  });
  return id;
}

/** What this visit found, accepted or not, and what stands although its rule could not be decided this time: neither is gone. */
function judgedFor({ findings, results }: Judgement, { open }: Standing): Judged {
  const seen = new Set(findings.map(({ fingerprint }) => fingerprint));
  return { findings: [...findings, ...open.filter(({ fingerprint }) => !seen.has(fingerprint))], results };
}

/** The host is as it was, but an acceptance has run out: its finding counts again. */
async function rescoreSnapshot(tx: Db, id: string, seenUntil: Date, standing: Standing): Promise<void> {
  await tx.snapshot.update({ where: { id }, data: { seenUntil, score: storableJson(standing.score) }, select: { id: true } });
}

/** Evidence that is carried over: that of the lanes which this visit left out. */
function keptEvidence({ lanes }: VisitOutcome, from: string | undefined): KeptEvidence | null {
  return from === undefined ? null : { from, exceptLanes: lanes };
}

function bootIdOf({ identity }: Readings): string | null {
  const bootId = identity?.status === "ok" ? identity.value.bootId : null;
  return bootId === null ? null : storableText(bootId);
}

/** That the host answered, and when the lanes were read that are not read at every visit. */
async function reached(tx: Db, { hostId, finishedAt: at, lanes }: VisitOutcome): Promise<Prisma.HostUpdateInput> {
  const seen = {
    state: "reachable",
    lastErrorCode: null,
    lastErrorSentence: null,
    activeVisitId: null,
    lastVisitAt: at,
    lastSeenAt: at,
  } as const;
  const rare = lanes.filter((lane) => laneSeconds[lane] > 0);
  if (rare.length === 0) return seen;
  const before = await tx.host.findUniqueOrThrow({ where: { id: hostId }, select: { lanesReadAt: true } });
  const lanesReadAt = { ...parseLanesReadAt(before.lanesReadAt), ...Object.fromEntries(rare.map((lane) => [lane, at])) };
  return { ...seen, lanesReadAt: storableJson(lanesReadAt) };
}

function hostColumns(outcome: VisitOutcome, standing: Standing): Prisma.HostUpdateInput {
  const { identity, clusterConfig } = outcome.readings;
  return {
    ...riskColumns(standing.score, standing.open),
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

/** Whether findings may change although the host is as it was: an acceptance has run out, or the host was not reached last time. */
async function isToBeJudged(tx: Db, { hostId, finishedAt }: VisitOutcome): Promise<boolean> {
  const { state } = await tx.host.findUniqueOrThrow({ where: { id: hostId }, select: { state: true } });
  return state !== "reachable" || (await findingsLapsed(tx, hostId, finishedAt));
}

async function loadLast(tx: Db, hostId: string): Promise<{ id: string; digest: string } | null> {
  return tx.snapshot.findFirst({ where: { hostId }, orderBy: { seenFrom: "desc" }, select: { id: true, digest: true } });
}
