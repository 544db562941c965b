import { audit } from "./audit.ts";
import { inTransaction } from "./client.ts";
import { noSuchHost } from "./hosts.ts";
import { queueVisit } from "./request-visit.ts";

/** Says that a host is as it should be now: changes are told against this state from here on. It is visited to see it so. Throws `not-found`. */
export async function markKnownGood(hostId: string, by: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const host = await tx.host.findUnique({ where: { id: hostId }, select: { name: true } });
    if (host === null) throw noSuchHost();
    await tx.host.update({ where: { id: hostId }, data: { knownGoodAt: now }, select: { id: true } });
    await audit({ actor: by, action: "host.known-good", subject: host.name }, tx);
    await queueVisit(tx, hostId, "mark");
  });
}
