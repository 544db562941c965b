import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Score } from "#lib/engine/judgement.ts";
import { parseReadings } from "#lib/facts/index.ts";
import { unreadPart } from "#lib/graph/build-part.ts";
import { HostPart } from "#lib/graph/part.ts";
import type { CheckedHost } from "#lib/maintenance/check-input.ts";
import type { ComparedHost } from "#lib/maintenance/compare.ts";
import type { PreCheck } from "#lib/maintenance/pre-check.ts";
import { audit } from "./audit.ts";
import { type Db, db, inTransaction } from "./client.ts";
import { listHostFindings } from "./findings.ts";
import { storableJson } from "./json.ts";
import { noSuchWindow, openWindow } from "./maintenance.ts";
import { queueVisit } from "./request-visit.ts";
import { parseVerdicts } from "./snapshots.ts";

export type CheckKind = "pre" | "post";

/** A pre-check or post-check as its page shows it. */
export interface WindowCheck {
  id: string;
  windowId: string;
  kind: CheckKind;
  status: "collecting" | "done" | "failed";
  askedBy: string;
  askedAt: Date;
  doneAt: Date | null;
  verdict: string | null;
  /** As lib/maintenance gave it; parse it by kind. Null until it is done. */
  body: unknown;
  /** How many of its hosts have been visited, while it collects. */
  progress: { done: number; total: number };
}

const Visits = z.record(z.string(), z.string());

/**
 * Asks for a check: every host of the window is visited afresh, and a worker decides when the last visit is over. A check of the same kind
 * that still collects is returned instead. Throws `not-found` or `conflict`.
 */
export async function askCheck(windowId: string, kind: CheckKind, by: string): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const { title } = await openWindow(tx, windowId);
    const running = await tx.windowCheck.findFirst({ where: { windowId, kind, status: "collecting" }, select: { id: true } });
    if (running !== null) return running;
    const id = randomUUID();
    const visits = await queueVisits(tx, windowId, kind);
    const data = { id, windowId, kind, askedBy: by, visits: storableJson(visits) };
    await tx.windowCheck.create({ data, select: { id: true } });
    await audit({ actor: by, action: "window.checked", subject: title, detail: { kind } }, tx);
    return { id };
  });
}

/** A visit of its own for each host of the window; one that is just being visited may have been read too early, and waits for the next look. */
async function queueVisits(tx: Db, windowId: string, kind: string, before: Record<string, string> = {}): Promise<Record<string, string>> {
  const hosts = await tx.windowHost.findMany({ where: { windowId }, select: { hostId: true } });
  const visits = { ...before };
  for (const { hostId } of hosts) {
    if (visits[hostId] !== undefined) continue;
    const id = await queueVisit(tx, hostId, `${kind}-check`);
    if (id !== null) visits[hostId] = id;
  }
  return visits;
}

/** The checks of a window, newest first. */
export async function listChecks(windowId: string, limit = 20): Promise<WindowCheck[]> {
  const rows = await db().windowCheck.findMany({ where: { windowId }, orderBy: [{ askedAt: "desc" }, { id: "asc" }], take: limit });
  return Promise.all(rows.map(checkOf));
}

async function checkOf({ visits, kind, status, ...row }: Awaited<ReturnType<typeof findCheck>> & object): Promise<WindowCheck> {
  const ids = Object.values(Visits.safeParse(visits).data ?? {});
  const done = await db().visit.count({ where: { id: { in: ids }, status: { in: ["done", "failed"] } } });
  const total = await db().windowHost.count({ where: { windowId: row.windowId } });
  return {
    ...row,
    kind: kind === "post" ? "post" : "pre",
    status: status === "done" || status === "failed" ? status : "collecting",
    progress: { done, total },
  };
}

function findCheck(id: string) {
  return db().windowCheck.findUnique({ where: { id } });
}

/** A check whose visits are all over, to be decided now. */
export interface DueCheck {
  id: string;
  windowId: string;
  kind: CheckKind;
  askedBy: string;
  askedAt: Date;
  visits: Readonly<Record<string, string>>;
}

/** A visit that never ends must not hold a check for ever: after so long it is decided without it. */
const patienceMs = 600_000;

/** Checks that wait for nothing any more. Hosts that could not be visited at once are asked for again. */
export async function listDueChecks(now: Date): Promise<DueCheck[]> {
  const rows = await db().windowCheck.findMany({ where: { status: "collecting" }, orderBy: { askedAt: "asc" }, take: 10 });
  const due: DueCheck[] = [];
  for (const { id, windowId, kind, askedBy, askedAt, visits: stored } of rows) {
    const visits = await pursueVisits(id, windowId, kind, Visits.safeParse(stored).data ?? {});
    const over = await db().visit.count({ where: { id: { in: Object.values(visits) }, status: { in: ["done", "failed"] } } });
    const hosts = await db().windowHost.count({ where: { windowId } });
    if (over < hosts && now.getTime() - askedAt.getTime() < patienceMs) continue;
    due.push({ id, windowId, kind: kind === "post" ? "post" : "pre", askedBy, askedAt, visits });
  }
  return due;
}

/** Asks again for visits of hosts that were busy. */
async function pursueVisits(id: string, windowId: string, kind: string, before: Record<string, string>): Promise<Record<string, string>> {
  const hosts = await db().windowHost.count({ where: { windowId } });
  if (Object.keys(before).length >= hosts) return before;
  return inTransaction(async (tx) => {
    const visits = await queueVisits(tx, windowId, kind, before);
    await tx.windowCheck.updateMany({ where: { id, status: "collecting" }, data: { visits: storableJson(visits) } });
    return visits;
  });
}

/** Stores what a check says, once: of two workers that decide at the same time the first counts. Returns whether it was this one. */
export async function finishCheck(tx: Db, id: string, answer: { verdict: string; body: unknown } | null, now: Date): Promise<boolean> {
  const data =
    answer === null
      ? { status: "failed", doneAt: now }
      : { status: "done", doneAt: now, verdict: answer.verdict, body: storableJson(answer.body) };
  const { count } = await tx.windowCheck.updateMany({ where: { id, status: "collecting" }, data });
  return count === 1;
}

/** The last check of a kind that is done; null where there is none. */
export async function lastCheck(windowId: string, kind: CheckKind): Promise<WindowCheck | null> {
  const row = await db().windowCheck.findFirst({ where: { windowId, kind, status: "done" }, orderBy: { doneAt: "desc" } });
  return row === null ? null : checkOf(row);
}

/** The hosts of a window as its visits have read them, in its order. Throws `not-found`. */
export async function loadCheckedHosts(windowId: string, visits: Readonly<Record<string, string>>): Promise<CheckedHost[]> {
  const window = await db().maintenanceWindow.findUnique({ where: { id: windowId }, select: { id: true } });
  if (window === null) throw noSuchWindow();
  const rows = await db().windowHost.findMany({
    where: { windowId },
    orderBy: { position: "asc" },
    select: { host: { select: { id: true, name: true, lastSeenAt: true, snapshotId: true, coverage: true, lastErrorSentence: true } } },
  });
  const done = await db().visit.findMany({ where: { id: { in: Object.values(visits) }, status: "done" }, select: { hostId: true } });
  const fresh = new Set(done.map(({ hostId }) => hostId));
  const hosts: CheckedHost[] = [];
  for (const { host } of rows) hosts.push(await checkedHost(host, fresh.has(host.id)));
  return hosts;
}

/** The hosts of a window as its post-check has read them, each beside what the pre-check saw. */
export async function loadComparedHosts(
  windowId: string,
  visits: Readonly<Record<string, string>>,
  preCheck: PreCheck | null,
): Promise<ComparedHost[]> {
  const checked = await loadCheckedHosts(windowId, visits);
  const hosts: ComparedHost[] = [];
  for (const { name, isFresh, error, seenAt, snapshotId, findings } of checked) {
    const seen = preCheck?.visits.find(({ host }) => host === name);
    hosts.push({
      host: name,
      isFresh,
      error,
      seenAt,
      before: seen?.snapshotId ? await readState(seen.snapshotId) : null,
      now: snapshotId === null ? null : await readState(snapshotId),
      openBefore: seen?.open ?? null,
      openNow: findings,
    });
  }
  return hosts;
}

/** Null for a snapshot that was removed since. */
async function readState(snapshotId: string): Promise<ComparedHost["now"]> {
  const row = await db().snapshot.findUnique({ where: { id: snapshotId }, select: { readings: true, score: true } });
  if (row === null) return null;
  return { readings: parseReadings(row.readings), score: Score.safeParse(row.score).data?.score ?? null };
}

type HostRow = {
  id: string;
  name: string;
  lastSeenAt: Date | null;
  snapshotId: string | null;
  coverage: number | null;
  lastErrorSentence: string | null;
};

async function checkedHost(
  { id, name, lastSeenAt, snapshotId, coverage, lastErrorSentence }: HostRow,
  isFresh: boolean,
): Promise<CheckedHost> {
  const snapshot =
    snapshotId === null ? null : await db().snapshot.findUnique({ where: { id: snapshotId }, select: { part: true, verdicts: true } });
  const findings = await listHostFindings(id);
  return {
    id,
    name,
    part: HostPart.safeParse(snapshot?.part).data ?? unreadPart(),
    isFresh,
    seenAt: lastSeenAt,
    snapshotId,
    coverage,
    error: isFresh ? null : lastErrorSentence,
    findings: findings.filter(({ status }) => status === "open").map(({ finding }) => finding),
    verdicts: parseVerdicts(snapshot?.verdicts ?? []),
  };
}
