import { randomUUID } from "node:crypto";
import type { HostInput } from "#lib/access.ts";
import { Problem } from "#lib/problem.ts";
import { audit } from "./audit.ts";
import { type Db, inTransaction } from "./client.ts";
import { noSuchHost } from "./hosts.ts";
import { storableJson } from "./json.ts";
import { nextVisitAfter, queueVisit } from "./request-visit.ts";
import { accessSelect } from "./stored-access.ts";
import { noSuchTest } from "./way-in-tests.ts";

/**
 * Makes a host of a way in that has passed its test, and queues its first visit. Throws `not-found`, or `conflict` when the test has
 * not passed or the name is taken.
 */
export async function createHost(input: HostInput, by: string): Promise<{ hostId: string; visitId: string }> {
  return inTransaction(async (tx) => {
    const { hostId: id, access } = await takePassedTest(tx, input.wayInTestId);
    const { name, site = null, intervalSeconds } = input;
    await nameIsFree(tx, name);
    const nextVisitAt = nextVisitAfter(new Date(), intervalSeconds);
    await tx.host.create({ data: { id, name, site, intervalSeconds, nextVisitAt, ...access }, select: { id: true } });
    await audit({ actor: by, action: "host.added", subject: name, detail: { address: access.address, login: access.login } }, tx);
    const visitId = await queueVisit(tx, id, "demand");
    if (visitId === null) throw new Problem("busy", "The first visit could not be queued: try again.");
    return { hostId: id, visitId };
  });
}

/** Gives a host the way in, and the host keys, of a test of it that has passed, and visits it. Throws `not-found` or `conflict`. */
export async function changeAccess(hostId: string, wayInTestId: string, by: string): Promise<void> {
  await inTransaction(async (tx) => {
    const taken = await takePassedTest(tx, wayInTestId);
    if (taken.hostId !== hostId) throw new Problem("conflict", "That test was of another host.");
    const host = await tx.host.findUnique({ where: { id: hostId }, select: { name: true } });
    if (host === null) throw noSuchHost();
    await tx.host.update({ where: { id: hostId }, data: taken.access, select: { id: true } });
    await audit({ actor: by, action: "host.access-changed", subject: host.name, detail: { address: taken.access.address } }, tx);
    await queueVisit(tx, hostId, "demand");
  });
}

/** Removes a host with its secrets, visits, snapshots and the findings that nobody else shows. Throws `not-found`. */
export async function deleteHost(id: string, by: string): Promise<void> {
  await inTransaction(async (tx) => {
    const host = await tx.host.findUnique({ where: { id }, select: { name: true } });
    if (host === null) throw noSuchHost();
    await tx.host.delete({ where: { id }, select: { id: true } });
    await tx.wayInTest.deleteMany({ where: { hostId: id } });
    await tx.finding.deleteMany({ where: { scope: { not: "fleet" }, sightings: { none: {} } } });
    const unseen = { scope: { not: "fleet" }, status: { not: "resolved" as const }, sightings: { none: { standing: true } } };
    await tx.finding.updateMany({ where: unseen, data: { status: "resolved", resolvedAt: new Date() } });
    await tx.evidence.deleteMany({ where: { sections: { none: {} } } });
    await audit({ actor: by, action: "host.removed", subject: host.name }, tx);
  });
}

/** A host that is known without a trial: its key was made by us. */
export interface KnownHost {
  name: string;
  address: string;
  port: number;
  login: string;
  site: string | null;
  keyFile: string;
  hostKeys: string[];
  intervalSeconds: number;
}

/** Adds the demo's hosts, or gives those of the same name and site their present ports and keys. All are due at once. */
export async function registerKnownHosts(hosts: readonly KnownHost[], now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    for (const { name, site, ...access } of hosts) {
      const data = { ...access, site, authKind: "keyFile" as const, nextVisitAt: now };
      await tx.host.upsert({ where: { name }, create: { id: randomUUID(), name, ...data }, update: data, select: { id: true } });
    }
  });
}

async function takePassedTest(tx: Db, id: string) {
  const test = await tx.wayInTest.findUnique({ where: { id }, select: { hostId: true, status: true, ...accessSelect } });
  if (test === null) throw noSuchTest();
  const { hostId, status, jumpHostKeys, ...access } = test;
  if (status !== "passed")
    throw new Problem("conflict", "The way in has not passed its test yet: mend the step that failed, then try again.");
  await tx.wayInTest.delete({ where: { id }, select: { id: true } });
  return { hostId, access: { ...access, jumpHostKeys: storableJson(jumpHostKeys) } };
}

async function nameIsFree(tx: Db, name: string): Promise<void> {
  if ((await tx.host.count({ where: { name } })) === 0) return;
  const taken = `A host is called "${name}" already: choose another name.`;
  throw new Problem("conflict", taken, { name: taken });
}
