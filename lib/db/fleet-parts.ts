import { unreadPart } from "#lib/graph/build-part.ts";
import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import { HostPart } from "#lib/graph/part.ts";
import type { FleetMember } from "#lib/graph/unite.ts";
import { db } from "./client.ts";
import { listDeclarations } from "./declarations.ts";

interface Row {
  id: string;
  name: string;
  address: string;
  site: string | null;
  standing: string[];
  lastSeenAt: Date | null;
  part: unknown;
}

/**
 * Every host with its part of the fleet graph, by name, as its last snapshot holds it. A part that was never stored, or that another
 * version wrote, is one in which nothing was read: the host is there, and what it would change stays open.
 */
async function loadHosts(): Promise<(Omit<Row, "part"> & { part: HostPart })[]> {
  const rows = await db().$queryRaw<Row[]>`
    select h."id"::text as "id", h."name", h."address", h."site", h."lastSeenAt", s."part", array(
      select distinct f."rule" from "sighting" i join "finding" f on f."id" = i."findingId"
      where i."hostId" = h."id" and i."standing" and f."status" in ('open', 'accepted') order by 1
    ) as "standing"
    from "host" h left join "snapshot" s on s."id" = h."snapshotId" order by h."name"`;
  return rows.map(({ part, ...host }) => ({ ...host, part: HostPart.safeParse(part).data ?? unreadPart() }));
}

/** The hosts as the union of the fleet graph takes them. */
export async function loadFleetMembers(): Promise<FleetMember[]> {
  return (await loadHosts()).map(({ name, address, part }) => ({ name, address, part }));
}

/** The same with what people declared, for whoever builds the graph elsewhere: a browser. */
export async function loadFleetFacts(): Promise<FleetFacts> {
  const [hosts, declarations] = await Promise.all([loadHosts(), listDeclarations()]);
  return { hosts: hosts.map(({ lastSeenAt, ...host }) => ({ ...host, seenAt: lastSeenAt?.toISOString() ?? null })), declarations };
}
