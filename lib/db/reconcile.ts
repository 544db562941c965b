import { randomUUID } from "node:crypto";
import { Finding, type Judgement, type RuleResult, type Score } from "#lib/engine/judgement.ts";
import { reconcileFindings } from "#lib/engine/lifecycle.ts";
import { scoreHost } from "#lib/engine/score.ts";
import type { Db } from "./client.ts";
import { bodyDigest } from "./digest.ts";
import type { Prisma } from "./generated/client.ts";
import { storableJson, storableText } from "./json.ts";
import { refreshOtherHosts } from "./refresh-hosts.ts";
import { writePoints } from "./write-points.ts";

/** What stands on a host after a visit: accepted findings neither count nor score. */
export interface Standing {
  open: Finding[];
  score: Score;
}

export interface FindingsLife {
  opened: number;
  resolved: number;
  standing: Standing;
}

interface Visited {
  hostId: string;
  judgement: Judgement;
  finishedAt: Date;
}

const knownSelect = {
  id: true,
  fingerprint: true,
  rule: true,
  status: true,
  acceptedUntil: true,
  body: true,
} as const satisfies Prisma.FindingSelect;
type Known = Prisma.FindingGetPayload<{ select: typeof knownSelect }>;

/** Whether an acceptance of a finding of this host has run out: then an unchanged visit changes something after all. */
export async function findingsLapsed(tx: Db, hostId: string, now: Date): Promise<boolean> {
  const lapsed = await tx.finding.findFirst({
    where: { status: "accepted", acceptedUntil: { lte: now }, sightings: { some: { hostId, standing: true } } },
    select: { id: true },
  });
  return lapsed !== null;
}

/**
 * Carries one judgement into the findings of a host: opens, reopens, keeps and resolves, as lib/engine/lifecycle.ts decides.
 * A finding of a cluster is resolved when no member shows it any more.
 */
export async function reconcileHostFindings(tx: Db, visited: Visited): Promise<FindingsLife> {
  const { hostId, judgement, finishedAt } = visited;
  const found = new Map(judgement.findings.map((finding) => [finding.fingerprint, finding]));
  const known = await loadKnown(tx, hostId, [...found.keys()].map(storableText));
  const life = reconcileFindings(known, judgement.results.map(storableFingerprints), finishedAt);
  await insertFindings(tx, life.opened, finishedAt);
  await reopenFindings(tx, [...life.reopened, ...life.expired], finishedAt);
  await rewriteFindings(tx, [...life.reopened, ...life.expired, ...life.seen], known);
  const standing = standingAfter(judgement, known, life.kept, finishedAt);
  await writeSightings(tx, visited);
  await closeSightings(tx, hostId, life.resolved, finishedAt);
  await markUnseen(tx, hostId, life.kept);
  await writePoints(tx, hostId, standing.score);
  await refreshOtherHosts(tx, hostId, fingerprintsOf([...life.expired, ...weighedAnew(life.seen, known)]));
  return { opened: life.opened.length + life.reopened.length, resolved: life.resolved.length, standing };
}

/** The same for what the rules say of the fleet as a whole: such a finding stands on no host. */
export async function reconcileFleetFindings(tx: Db, results: readonly RuleResult[], now: Date): Promise<void> {
  const told = results.map(storableFingerprints);
  const fingerprint = { in: told.flatMap(({ findings }) => fingerprintsOf(findings)) };
  const where = { OR: [{ scope: "fleet", status: { not: "resolved" as const } }, { fingerprint }] };
  const known = await tx.finding.findMany({ where, select: knownSelect });
  const life = reconcileFindings(known, told, now);
  await insertFindings(tx, life.opened, now);
  await reopenFindings(tx, [...life.reopened, ...life.expired], now);
  await rewriteFindings(tx, [...life.reopened, ...life.expired, ...life.seen], known);
  await tx.finding.updateMany({ where: { fingerprint: { in: life.resolved } }, data: { status: "resolved", resolvedAt: now } });
}

/** Findings that stand on this host, and those of the same fingerprints that other members of its cluster know. */
async function loadKnown(tx: Db, hostId: string, fingerprints: readonly string[]): Promise<Known[]> {
  const where = { OR: [{ sightings: { some: { hostId, standing: true } } }, { fingerprint: { in: [...fingerprints] } }] };
  return tx.finding.findMany({ where, select: knownSelect });
}

/** Fingerprints carry subjects, which are text of the host: compared as they are stored. */
function storableFingerprints<T extends { findings: Finding[] }>(result: T): T {
  return { ...result, findings: result.findings.map((finding) => ({ ...finding, fingerprint: storableText(finding.fingerprint) })) };
}

async function insertFindings(tx: Db, opened: readonly Finding[], openedAt: Date): Promise<void> {
  if (opened.length === 0) return;
  const data = opened.map((finding) => ({ id: randomUUID(), ...findingColumns(finding), openedAt }));
  await tx.finding.createMany({ data: data.sort(byFingerprint), skipDuplicates: true });
}

async function reopenFindings(tx: Db, back: readonly Finding[], openedAt: Date): Promise<void> {
  if (back.length === 0) return;
  const where = { fingerprint: { in: fingerprintsOf(back) } };
  await tx.finding.updateMany({ where: { ...where, status: "resolved" }, data: { openedAt } });
  const data = { status: "open", resolvedAt: null, acceptedAt: null, acceptedUntil: null, acceptedBy: null, acceptedReason: null } as const;
  await tx.finding.updateMany({ where, data });
}

/** Writes only those whose words or evidence have changed. */
async function rewriteFindings(tx: Db, standing: readonly Finding[], known: readonly Known[]): Promise<void> {
  const before = new Map(known.map((row) => [row.fingerprint, bodyDigest(row.body)]));
  for (const finding of [...standing].sort(byFingerprint)) {
    const data = findingColumns(finding);
    if (before.get(finding.fingerprint) === bodyDigest(data.body)) continue;
    await tx.finding.update({ where: { fingerprint: finding.fingerprint }, data, select: { id: true } });
  }
}

/** Findings that weigh otherwise than before on every host that shows them: words and evidence count for nothing. */
function weighedAnew(standing: readonly Finding[], known: readonly Known[]): Finding[] {
  const before = new Map(known.map((row) => [row.fingerprint, Finding.safeParse(row.body).data]));
  return standing.filter((finding) => weight(before.get(finding.fingerprint)) !== weight(finding));
}

function weight(finding: Finding | undefined): string {
  return JSON.stringify([finding?.severity, finding?.likelihood, finding?.impact, finding?.confidence, finding?.scenarios]);
}

function fingerprintsOf(findings: readonly Finding[]): string[] {
  return findings.map((finding) => finding.fingerprint);
}

function findingColumns(finding: Finding) {
  return {
    fingerprint: finding.fingerprint,
    rule: finding.rule,
    severity: finding.severity,
    scope: finding.scope,
    subject: storableText(finding.subject),
    scenarios: [...finding.scenarios],
    body: storableJson(finding),
  };
}

/** Accepted findings leave the score until their date; those that could not be looked at stay in it. */
function standingAfter(judgement: Judgement, known: readonly Known[], kept: readonly string[], now: Date): Standing {
  const accepted = new Set(known.filter((row) => stillAccepted(row, now)).map((row) => row.fingerprint));
  const unseen = known.filter((row) => kept.includes(row.fingerprint)).flatMap((row) => Finding.safeParse(row.body).data ?? []);
  const seen = judgement.results.map(storableFingerprints).flatMap((result) => result.findings);
  const open = [...seen, ...unseen].filter((finding) => !accepted.has(finding.fingerprint));
  return { open, score: scoreHost(open, judgement.results) };
}

function stillAccepted(row: Known, now: Date): boolean {
  return row.status === "accepted" && (row.acceptedUntil === null || row.acceptedUntil > now);
}

/** One row for each finding that this visit saw; existing rows change only where one is back. */
async function writeSightings(tx: Db, visited: Visited): Promise<void> {
  const { hostId, finishedAt } = visited;
  const fingerprints = visited.judgement.findings.map((finding) => storableText(finding.fingerprint));
  const rows = await tx.finding.findMany({ where: { fingerprint: { in: fingerprints } }, select: { id: true } });
  const findingId = { in: rows.map((row) => row.id) };
  await tx.sighting.createMany({ data: rows.map(({ id }) => ({ findingId: id, hostId, openedAt: finishedAt })), skipDuplicates: true });
  await tx.sighting.updateMany({ where: { hostId, findingId, standing: false }, data: { openedAt: finishedAt, resolvedAt: null } });
  const unseen = { OR: [{ standing: false }, { seenUntil: { not: null } }] };
  await tx.sighting.updateMany({ where: { hostId, findingId, ...unseen }, data: { standing: true, seenUntil: null } });
}

async function closeSightings(tx: Db, hostId: string, fingerprints: readonly string[], resolvedAt: Date): Promise<void> {
  if (fingerprints.length === 0) return;
  const finding = { fingerprint: { in: [...fingerprints] } };
  await markUnseen(tx, hostId, fingerprints);
  await tx.sighting.updateMany({ where: { hostId, standing: true, finding }, data: { standing: false, points: 0, resolvedAt } });
  const gone = { ...finding, status: { not: "resolved" as const }, sightings: { none: { standing: true } } };
  await tx.finding.updateMany({ where: gone, data: { status: "resolved", resolvedAt } });
}

/** Notes when these were last seen: at the last visit that read something, which this one is not for them. */
async function markUnseen(tx: Db, hostId: string, fingerprints: readonly string[]): Promise<void> {
  if (fingerprints.length === 0) return;
  const host = await tx.host.findUnique({ where: { id: hostId }, select: { lastSeenAt: true } });
  const where = { hostId, standing: true, seenUntil: null, finding: { fingerprint: { in: [...fingerprints] } } };
  await tx.sighting.updateMany({ where, data: { seenUntil: host?.lastSeenAt ?? null } });
}

function byFingerprint(one: { fingerprint: string }, other: { fingerprint: string }): number {
  return one.fingerprint < other.fingerprint ? -1 : 1;
}
