import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Problem } from "#lib/problem.ts";
import { audit } from "./audit.ts";
import { type Db, db, inTransaction } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import { storableJson } from "./json.ts";
import { openWindow } from "./maintenance.ts";
import { queueVisit } from "./request-visit.ts";

export type CheckKind = "pre" | "post";

/** A pre-check or post-check as lists show it. */
export interface CheckHeading {
  id: string;
  windowId: string;
  kind: CheckKind;
  status: "collecting" | "done" | "failed";
  askedBy: string;
  askedAt: Date;
  doneAt: Date | null;
  verdict: string | null;
}

/** A pre-check or post-check as its page shows it. */
export interface WindowCheck extends CheckHeading {
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

const heading = { id: true, windowId: true, kind: true, status: true, askedBy: true, askedAt: true, doneAt: true, verdict: true } as const;

/** The checks of a window, newest first, without what they say. */
export async function listChecks(windowId: string, limit = 50): Promise<CheckHeading[]> {
  const rows = await db().windowCheck.findMany({
    where: { windowId },
    orderBy: [{ askedAt: "desc" }, { id: "asc" }],
    take: limit,
    select: heading,
  });
  return rows.map(headingOf);
}

/** One check of a window with what it says, and how far it is. Throws `not-found`. */
export async function loadCheck(windowId: string, id: string): Promise<WindowCheck> {
  const row = await db().windowCheck.findFirst({ where: { id, windowId } });
  if (row === null) throw new Problem("not-found", "There is no such check: its window was planned anew, or removed.");
  return checkOf(row);
}

/** The verdicts of the last checks of windows, by window: what is known of each so far. */
export async function lastVerdicts(windowIds: readonly string[]): Promise<Map<string, Partial<Record<CheckKind, string>>>> {
  const rows = await db().windowCheck.findMany({
    where: { windowId: { in: [...windowIds] }, status: "done" },
    orderBy: { doneAt: "desc" },
    distinct: ["windowId", "kind"],
    select: { windowId: true, kind: true, verdict: true },
  });
  const verdicts = new Map<string, Partial<Record<CheckKind, string>>>();
  for (const { windowId, kind, verdict } of rows)
    if (verdict !== null) verdicts.set(windowId, { ...verdicts.get(windowId), [kindOf(kind)]: verdict });
  return verdicts;
}

type HeadingRow = Prisma.WindowCheckGetPayload<{ select: typeof heading }>;

function headingOf({ kind, status, ...row }: HeadingRow): CheckHeading {
  return { ...row, kind: kindOf(kind), status: status === "done" || status === "failed" ? status : "collecting" };
}

function kindOf(stored: string): CheckKind {
  return stored === "post" ? "post" : "pre";
}

async function checkOf({ visits, body, ...row }: HeadingRow & { visits: unknown; body: unknown }): Promise<WindowCheck> {
  const ids = Object.values(Visits.safeParse(visits).data ?? {});
  const done = await db().visit.count({ where: { id: { in: ids }, status: { in: ["done", "failed"] } } });
  const total = await db().windowHost.count({ where: { windowId: row.windowId } });
  return { ...headingOf(row), body, progress: { done: Math.min(done, total), total } };
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
