import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isQuietAt, Person, PlannedAction, type StoredWindow, type WindowInput, windowStateAt } from "#lib/maintenance/window.ts";
import { Problem } from "#lib/problem.ts";
import { type AuditAction, audit } from "./audit.ts";
import { type Db, db, inTransaction } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import { storableJson, storableText } from "./json.ts";
import { markWindowKnownGood } from "./known-good.ts";

const select = {
  id: true,
  title: true,
  startsAt: true,
  endsAt: true,
  timeZone: true,
  actions: true,
  people: true,
  note: true,
  createdBy: true,
  updatedAt: true,
  closedAt: true,
  closedBy: true,
  cancelledAt: true,
  verdict: true,
  hosts: { orderBy: { position: "asc" }, select: { host: { select: { id: true, name: true } } } },
} as const satisfies Prisma.MaintenanceWindowSelect;
type Row = Prisma.MaintenanceWindowGetPayload<{ select: typeof select }>;

function windowOf({ actions, people, hosts, ...row }: Row, now: Date): StoredWindow {
  return {
    ...row,
    actions: z
      .array(z.unknown())
      .parse(actions)
      .flatMap((one) => PlannedAction.safeParse(one).data ?? []),
    people: z
      .array(z.unknown())
      .parse(people)
      .flatMap((one) => Person.safeParse(one).data ?? []),
    state: windowStateAt(row, now),
    hosts: hosts.map(({ host }) => host),
  };
}

/** All windows, those that end last first; past ones up to `limit`. */
export async function listWindows(now: Date, limit = 200): Promise<StoredWindow[]> {
  const rows = await db().maintenanceWindow.findMany({ orderBy: [{ endsAt: "desc" }, { id: "asc" }], take: limit, select });
  return rows.map((row) => windowOf(row, now));
}

/** The windows that have begun and were not cancelled, the latest first. */
export function listBegunWindows(now: Date, limit = 10): Promise<{ id: string; title: string; startsAt: Date }[]> {
  return db().maintenanceWindow.findMany({
    where: { startsAt: { lte: now }, cancelledAt: null },
    orderBy: { startsAt: "desc" },
    take: limit,
    select: { id: true, title: true, startsAt: true },
  });
}

/** One window. Throws `not-found`. */
export async function loadWindow(id: string, now: Date): Promise<StoredWindow> {
  const row = await db().maintenanceWindow.findUnique({ where: { id }, select });
  if (row === null) throw noSuchWindow();
  return windowOf(row, now);
}

/** Why changes of a host are expected at `now`, in one sentence; null where no window says so. */
export async function quietReason(hostId: string, now: Date): Promise<string | null> {
  const window = (await listOpenWindows(now, hostId)).find((one) => isQuietAt(one, now));
  return window === undefined ? null : `changes are expected: the maintenance window "${window.title}" is open`;
}

/** Plans a window. Throws `invalid` where it names a host that is not there. */
export async function planWindow(input: WindowInput, by: string): Promise<{ id: string }> {
  const id = randomUUID();
  await inTransaction(async (tx) => {
    const hosts = await hostsOf(tx, input);
    await tx.maintenanceWindow.create({ data: { id, createdBy: by, ...columns(input) }, select: { id: true } });
    await setHosts(tx, id, hosts);
    await note(tx, "window.planned", input.title, by);
  });
  return { id };
}

/** Plans it otherwise. Throws `not-found`, `invalid`, and `conflict` once it is closed or cancelled. */
export async function changeWindow(id: string, input: WindowInput, by: string): Promise<void> {
  await inTransaction(async (tx) => {
    await openWindow(tx, id);
    const hosts = await hostsOf(tx, input);
    await tx.maintenanceWindow.update({ where: { id }, data: columns(input), select: { id: true } });
    await tx.windowHost.deleteMany({ where: { windowId: id } });
    await setHosts(tx, id, hosts);
    await note(tx, "window.changed", input.title, by);
  });
}

/** Calls it off: it stays in the list, and its hosts are watched as ever. Throws `not-found` or `conflict`. */
export async function cancelWindow(id: string, by: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { title } = await openWindow(tx, id);
    await tx.maintenanceWindow.update({ where: { id }, data: { cancelledAt: now }, select: { id: true } });
    await note(tx, "window.cancelled", title, by);
  });
}

/** How a window was closed. */
export interface Closing {
  /** One of lib/maintenance/post-check.ts. */
  verdict: string;
  /** Whether changes of its hosts are told against what they are like now. */
  markKnownGood: boolean;
}

/** Ends it with the verdict of its post-check, or of a person where none was made. Throws `not-found` or `conflict`. */
export async function closeWindow(id: string, { verdict, markKnownGood }: Closing, by: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { title } = await openWindow(tx, id);
    await tx.maintenanceWindow.update({ where: { id }, data: { closedAt: now, closedBy: by, verdict }, select: { id: true } });
    if (markKnownGood) await markWindowKnownGood(tx, id, by, now);
    await note(tx, "window.closed", title, by, { verdict, markKnownGood });
  });
}

/** The windows that have begun and are neither closed nor cancelled; those of one host, where one is named. */
export async function listOpenWindows(now: Date, hostId?: string): Promise<StoredWindow[]> {
  const concerned = hostId === undefined ? {} : { hosts: { some: { hostId } } };
  const rows = await db().maintenanceWindow.findMany({
    where: { closedAt: null, cancelledAt: null, startsAt: { lte: now }, ...concerned },
    orderBy: { startsAt: "asc" },
    select,
  });
  return rows.map((row) => windowOf(row, now));
}

function columns({ startsAt, endsAt, actions, people, title, note: remark, timeZone }: WindowInput) {
  return {
    title: storableText(title),
    timeZone,
    note: remark === null ? null : storableText(remark),
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    actions: storableJson(actions),
    people: storableJson(people),
  };
}

/** The hosts of the actions in their order; all there are where everything is powered off. Throws `invalid` for one that is not there. */
async function hostsOf(tx: Db, { actions }: WindowInput): Promise<string[]> {
  const named = [...new Set(actions.flatMap(({ hostId }) => hostId ?? []))];
  const known = await tx.host.findMany({ orderBy: { name: "asc" }, select: { id: true } });
  const ids = new Set(known.map(({ id }) => id));
  const index = actions.findIndex(({ hostId }) => hostId !== null && !ids.has(hostId));
  if (index >= 0)
    throw new Problem("invalid", "Some of it does not fit: see the marked fields.", {
      [`actions.${index}.hostId`]: "There is no such host: it was removed",
    });
  if (!actions.some(({ what }) => what === "power-off-all")) return named;
  return [...named, ...known.map(({ id }) => id).filter((id) => !named.includes(id))];
}

async function setHosts(tx: Db, windowId: string, hostIds: readonly string[]): Promise<void> {
  await tx.windowHost.createMany({ data: hostIds.map((hostId, position) => ({ windowId, hostId, position })) });
}

/** A window that may still be changed. */
export async function openWindow(tx: Db, id: string): Promise<{ title: string }> {
  const row = await tx.maintenanceWindow.findUnique({ where: { id }, select: { title: true, closedAt: true, cancelledAt: true } });
  if (row === null) throw noSuchWindow();
  if (row.closedAt !== null) throw new Problem("conflict", "This window is closed: plan another one.");
  if (row.cancelledAt !== null) throw new Problem("conflict", "This window was cancelled: plan another one.");
  return row;
}

export function noSuchWindow(): Problem {
  return new Problem("not-found", "There is no such maintenance window.");
}

function note(tx: Db, action: AuditAction, subject: string, actor: string, detail: Record<string, string | boolean> = {}): Promise<void> {
  return audit({ actor, action, subject, detail }, tx);
}
