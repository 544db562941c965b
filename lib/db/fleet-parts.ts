import { unreadPart } from "#lib/graph/build-part.ts";
import { HostPart } from "#lib/graph/part.ts";
import type { FleetMember } from "#lib/graph/unite.ts";
import { db } from "./client.ts";

/**
 * Every host with its part of the fleet graph, by name, as its last snapshot holds it. A part that was never stored, or that another
 * version wrote, is one in which nothing was read: the host is there, and what it would change stays open.
 */
export async function loadFleetMembers(): Promise<FleetMember[]> {
  const rows = await db().$queryRaw<{ name: string; address: string; part: unknown }[]>`
    select h."name", h."address", s."part" from "host" h left join "snapshot" s on s."id" = h."snapshotId" order by h."name"`;
  return rows.map(({ part, ...host }) => ({ ...host, part: HostPart.safeParse(part).data ?? unreadPart() }));
}
