import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AccessInput } from "#lib/access.ts";
import { Problem } from "#lib/problem.ts";
import { audit } from "./audit.ts";
import { db, inTransaction } from "./client.ts";
import type { Prisma, WayInStatus } from "./generated/client.ts";
import { storableJson } from "./json.ts";
import { sendWayIn } from "./queue.ts";
import { accessColumns, accessSelect, loadHostAccess, storedAccess } from "./stored-access.ts";

export type { WayInStatus };

const wayInSteps = ["tcp", "host-key", "login", "shell", "sudo"] as const;

/** What one step of the way in came to. */
export const WayInStep = z.object({
  step: z.enum(wayInSteps),
  status: z.enum(["passed", "failed", "waiting", "skipped"]),
  /** One sentence: what was seen. */
  detail: z.string(),
  /** What to do about it; null where nothing is to be done. */
  advice: z.string().nullable(),
});
export type WayInStep = z.infer<typeof WayInStep>;

/** A host key that nobody has confirmed yet. */
export const OfferedKey = z.object({
  /** "[address]:port" of the machine that offered it: the host, or a jump host on the way. */
  host: z.string(),
  isJump: z.boolean(),
  /** "type base64" */
  key: z.string(),
  /** "SHA256:…" */
  fingerprint: z.string(),
});
export type OfferedKey = z.infer<typeof OfferedKey>;

/** A trial of a way in, without its secrets. */
export interface WayInTest {
  id: string;
  hostId: string;
  address: string;
  port: number;
  login: string;
  jump: string | null;
  status: WayInStatus;
  steps: WayInStep[];
  /** The key to show for confirmation while the status is `awaitingKey`. */
  offeredKey: OfferedKey | null;
}

/** Trials that nobody made a host of hold sealed secrets: they are dropped after this many hours. */
const keptHours = 24;

/** Queues a trial of a way in that no host has yet; returns its id. */
export async function startWayInTest(access: AccessInput, createdBy: string): Promise<string> {
  const hostId = randomUUID();
  return insertTest({ hostId, createdBy, ...accessColumns(hostId, access) });
}

/** How a host's way in is tried again. */
export interface Retry {
  /** Leaves the pinned keys out: the key that the host shows now is offered for confirmation. */
  forgetHostKeys: boolean;
  /** Another way in instead of the host's own. */
  access?: AccessInput | undefined;
}

/**
 * Queues a trial of a host's own way in, or of a changed one. Pinned keys are kept unless they are to be forgotten, or belong to another
 * address. Throws `not-found`.
 */
export async function retryWayIn(hostId: string, { forgetHostKeys, access }: Retry, createdBy: string): Promise<string> {
  const { hostId: _, jumpHostKeys, hostKeys, ...own } = await loadHostAccess(hostId);
  const tried = access === undefined ? own : accessColumns(hostId, access);
  const isSamePlace = tried.address === own.address && tried.port === own.port && tried.jump === own.jump;
  const keys = forgetHostKeys || !isSamePlace ? {} : { hostKeys, jumpHostKeys };
  return insertTest({ hostId, createdBy, ...tried, ...keys });
}

async function insertTest(data: Omit<Prisma.WayInTestCreateInput, "id">): Promise<string> {
  const id = randomUUID();
  await inTransaction(async (tx) => {
    await tx.wayInTest.create({ data: { id, ...data }, select: { id: true } });
    await sendWayIn(tx, { testId: id });
  });
  return id;
}

/** Drops the trials that nobody made a host of, with the sealed secrets in them; the worker does so now and then. */
export async function dropOldWayInTests(now: Date): Promise<void> {
  await db().wayInTest.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - keptHours * 3_600_000) } } });
}

/** One trial. Throws `not-found`. */
export async function loadWayInTest(id: string): Promise<WayInTest> {
  const row = await db().wayInTest.findUnique({
    where: { id },
    select: { id: true, hostId: true, address: true, port: true, login: true, jump: true, status: true, steps: true, offeredKey: true },
  });
  if (row === null) throw noSuchTest();
  return {
    ...row,
    steps: z.array(WayInStep).safeParse(row.steps).data ?? [],
    offeredKey: OfferedKey.safeParse(row.offeredKey).data ?? null,
  };
}

/**
 * Pins the key that the trial was offered, and goes on with it. The fingerprint says which key the user has looked at.
 * Throws `not-found`, or `conflict` when that key is not the one that waits.
 */
export async function confirmHostKey(id: string, fingerprint: string, by: string): Promise<void> {
  const { offeredKey } = await loadWayInTest(id);
  if (offeredKey?.fingerprint !== fingerprint)
    throw new Problem("conflict", "That key is not the one that waits: look at the one shown now.");
  await inTransaction(async (tx) => {
    const row = await tx.wayInTest.findUniqueOrThrow({ where: { id }, select: { hostId: true, ...accessSelect } });
    const { jumpHostKeys } = storedAccess(row.hostId, row);
    const known = jumpHostKeys[offeredKey.host] ?? [];
    const pinned = offeredKey.isJump
      ? { jumpHostKeys: { ...jumpHostKeys, [offeredKey.host]: [...known, offeredKey.key] } }
      : { hostKeys: [...row.hostKeys, offeredKey.key] };
    const gone = await tx.wayInTest.updateMany({
      where: { id, status: "awaitingKey" },
      data: { ...pinned, status: "queued", steps: [] },
    });
    if (gone.count === 0) throw new Problem("conflict", "This key was confirmed already.");
    await audit({ actor: by, action: "host-key.confirmed", subject: offeredKey.host, detail: { fingerprint } }, tx);
    await sendWayIn(tx, { testId: id });
  });
}

/** Notes how far a trial is; the worker calls it after each step. Does nothing when the trial was dropped meanwhile. */
export async function noteWayIn(id: string, status: WayInStatus, steps: readonly WayInStep[], offeredKey?: OfferedKey): Promise<void> {
  const offered = offeredKey === undefined ? {} : { offeredKey: storableJson(offeredKey) };
  await db().wayInTest.updateMany({ where: { id }, data: { status, steps: storableJson(steps), ...offered } });
}

export function noSuchTest(): Problem {
  return new Problem("not-found", "This test of a way in is gone: trials are kept for a day. Start it again.");
}
