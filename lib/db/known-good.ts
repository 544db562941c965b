import { z } from "zod";
import { Problem } from "#lib/problem.ts";
import { audit } from "./audit.ts";
import { type Db, db, inTransaction } from "./client.ts";
import { noSuchHost } from "./hosts.ts";
import { queueVisit, requestVisit } from "./request-visit.ts";

/** Says that a host is as it should be now: changes are told against this state from here on. It is visited to see it so. Throws `not-found`. */
export async function markKnownGood(hostId: string, by: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const host = await tx.host.findUnique({ where: { id: hostId }, select: { name: true } });
    if (host === null) throw noSuchHost();
    await markHost(tx, { id: hostId, name: host.name }, by, now);
    await queueVisit(tx, hostId, "mark");
  });
}

/** Which hosts are called good at once: some by their ids, or all of a cluster. */
export const HostsToMark = z.union([
  z.strictObject({ hosts: z.array(z.uuid()).min(1, "Choose a host").max(1000) }),
  z.strictObject({ cluster: z.string().min(1).max(200) }),
]);
export type HostsToMark = z.infer<typeof HostsToMark>;

/** What came of it. */
export interface Marked {
  marked: number;
  /** Hosts that do not answer, or were never read: what nobody sees is not called good. */
  left: { id: string; name: string }[];
}

/**
 * The same for many hosts: all that answer are marked, or none; then each is visited to see it so. Throws `not-found` where there is none of
 * those named.
 */
export async function markManyKnownGood(asked: HostsToMark, by: string, now: Date): Promise<Marked> {
  const where = "cluster" in asked ? { clusterName: asked.cluster } : { id: { in: asked.hosts } };
  const hosts = await db().host.findMany({ where, orderBy: { name: "asc" }, select: { id: true, name: true, state: true } });
  if (hosts.length === 0) throw new Problem("not-found", "There is no such host: it was removed, or its cluster has another name now.");
  const seen = hosts.filter(({ state }) => state === "reachable");
  await inTransaction(async (tx) => {
    for (const host of seen) await markHost(tx, host, by, now);
  });
  for (const { id } of seen) await requestVisit(id, "mark").catch(unlessBusy);
  const left = hosts.filter(({ state }) => state !== "reachable").map(({ id, name }) => ({ id, name }));
  return { marked: seen.length, left };
}

/** Calls the hosts of a window good that answer: those of which nobody knows how they are keep the mark that they have. */
export async function markWindowKnownGood(tx: Db, windowId: string, by: string, now: Date): Promise<void> {
  const where = { windows: { some: { windowId } }, state: "reachable" as const };
  for (const host of await tx.host.findMany({ where, orderBy: { name: "asc" }, select: { id: true, name: true } })) {
    await markHost(tx, host, by, now);
  }
}

async function markHost(tx: Db, { id, name }: { id: string; name: string }, by: string, now: Date): Promise<void> {
  await tx.host.update({ where: { id }, data: { knownGoodAt: now }, select: { id: true } });
  await audit({ actor: by, action: "host.known-good", subject: name }, tx);
}

/** A host whose visit just begins or ends is seen anyway, and one that was removed needs no visit. */
function unlessBusy(error: unknown): void {
  if (error instanceof Problem && (error.code === "busy" || error.code === "not-found")) return;
  throw error;
}
