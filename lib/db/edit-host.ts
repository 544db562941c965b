import { z } from "zod";
import { HostInput } from "#lib/access.ts";
import { Problem } from "#lib/problem.ts";
import { audit } from "./audit.ts";
import { type Db, inTransaction } from "./client.ts";
import { noSuchHost } from "./hosts.ts";
import { nextVisitAfter } from "./request-visit.ts";

/** What can be changed of a host without touching its way in; what is left out stays. An empty site is none. */
export const HostChange = z
  .object({
    ...HostInput.pick({ name: true, site: true }).shape,
    intervalSeconds: HostInput.shape.intervalSeconds.unwrap(),
    paused: z.boolean(),
  })
  .partial();
export type HostChange = z.infer<typeof HostChange>;

/** Renames a host, moves it to a site, pauses it, or changes how often it is visited. Throws `not-found` or `conflict`. */
export async function editHost(id: string, change: HostChange, by: string): Promise<void> {
  const { name, site, intervalSeconds, paused } = change;
  const data = {
    ...(name === undefined ? {} : { name }),
    ...("site" in change ? { site: site ?? null } : {}),
    ...(intervalSeconds === undefined ? {} : { intervalSeconds }),
    ...(paused === undefined ? {} : { paused }),
  };
  const resumed = paused === false ? { nextVisitAt: new Date() } : {};
  await inTransaction(async (tx) => {
    if (name !== undefined && (await tx.host.count({ where: { name, id: { not: id } } })) > 0) {
      const taken = `A host is called "${name}" already: choose another name.`;
      throw new Problem("conflict", taken, { name: taken });
    }
    const changed = await tx.host.updateMany({ where: { id }, data: { ...data, ...resumed } });
    if (changed.count === 0) throw noSuchHost();
    if (intervalSeconds !== undefined) await bringForward(tx, id, nextVisitAfter(new Date(), intervalSeconds));
    const { name: known } = await tx.host.findUniqueOrThrow({ where: { id }, select: { name: true } });
    await audit({ actor: by, action: "host.changed", subject: known, detail: data }, tx);
  });
}

/** A shorter interval holds from now on, not only after the visit that the longer one has set. */
async function bringForward(tx: Db, id: string, latest: Date): Promise<void> {
  await tx.host.updateMany({ where: { id, nextVisitAt: { gt: latest } }, data: { nextVisitAt: latest } });
}
