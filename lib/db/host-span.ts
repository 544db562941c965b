import type { SeenHost, SeenState } from "#lib/engine/drift/fleet/limits.ts";
import { db } from "./client.ts";
import { mentions } from "./fleet.ts";
import type { Prisma } from "./generated/client.ts";

/** Which hosts are asked for. */
export interface PlaceFilter {
  /** Part of a name, address, site or cluster. */
  text?: string | undefined;
  cluster?: string | undefined;
  site?: string | undefined;
}

/** A host, and the states that held at the two ends of a span. */
export interface HostSpan extends SeenHost {
  hostId: string;
  host: string;
  site: string | null;
  cluster: string | null;
  createdAt: Date;
  /** When its span begins; null where nobody has called a state of it good. */
  spanFrom: Date | null;
  /** Whether no other state lies between the two: then what changed was kept when the later one was stored. */
  isNext: boolean;
}

export function whereOf({ text, cluster, site }: PlaceFilter): Prisma.HostWhereInput {
  const conditions: Prisma.HostWhereInput[] = [];
  if (cluster !== undefined) conditions.push({ clusterName: cluster });
  if (site !== undefined) conditions.push({ site });
  if (text !== undefined && text !== "") conditions.push(mentions(text));
  return { AND: conditions };
}

/** How many hosts there are, and the clusters and sites that they name, sorted. */
export async function listPlaces(): Promise<{ hosts: number; clusters: string[]; sites: string[] }> {
  const rows = await db().host.groupBy({ by: ["clusterName", "site"], _count: true });
  const namesOf = (names: (string | null)[]) => [...new Set(names.flatMap((name) => name ?? []))].sort();
  return {
    hosts: rows.reduce((sum, { _count }) => sum + _count, 0),
    clusters: namesOf(rows.map(({ clusterName }) => clusterName)),
    sites: namesOf(rows.map(({ site }) => site)),
  };
}

/** The hosts asked for, by name, each with its states at both ends; `from` null: each since it was last called good. */
export async function listHostSpans(filter: PlaceFilter, span: { from: Date | null; to: Date }): Promise<HostSpan[]> {
  const hosts = await db().host.findMany({
    where: whereOf(filter),
    orderBy: { name: "asc" },
    select: {
      ...{ id: true, name: true, site: true, clusterName: true, state: true, lastErrorSentence: true },
      ...{ knownGoodAt: true, intervalSeconds: true, createdAt: true },
    },
  });
  const ends = new Map(
    (
      await loadEnds(
        hosts.map(({ id }) => id),
        span,
      )
    ).map((row) => [row.hostId, row]),
  );
  return hosts.map(({ id, name, clusterName, knownGoodAt, state, ...host }) => {
    const { before, first, last } = statesOf(ends.get(id));
    const isNext = before !== null && first !== null && first.snapshotId === last?.snapshotId;
    const spanFrom = span.from ?? knownGoodAt;
    const isReachable = state === "reachable";
    return { ...host, hostId: id, host: name, cluster: clusterName, spanFrom, isReachable, from: before ?? first, to: last, isNext };
  });
}

interface Ends {
  hostId: string;
  beforeId: string | null;
  beforeFrom: Date | null;
  beforeUntil: Date | null;
  firstId: string | null;
  firstFrom: Date | null;
  firstUntil: Date | null;
  lastId: string | null;
  lastFrom: Date | null;
  lastUntil: Date | null;
}

/** Three probes of an index for each host: none of what the states say is read. */
function loadEnds(hostIds: readonly string[], { from, to }: { from: Date | null; to: Date }): Promise<Ends[]> {
  return db().$queryRaw<Ends[]>`
    select h."id"::text as "hostId",
      b."id"::text as "beforeId", b."seenFrom" as "beforeFrom", b."seenUntil" as "beforeUntil",
      f."id"::text as "firstId", f."seenFrom" as "firstFrom", f."seenUntil" as "firstUntil",
      l."id"::text as "lastId", l."seenFrom" as "lastFrom", l."seenUntil" as "lastUntil"
    from (select "id", coalesce(${from}::timestamptz, "knownGoodAt") as "start" from "host" where "id" = any(${hostIds}::uuid[])) h
    left join lateral (
      select "id", "seenFrom", "seenUntil" from "snapshot" s where s."hostId" = h."id" and s."seenFrom" <= h."start"
      order by "seenFrom" desc limit 1
    ) b on true
    left join lateral (
      select "id", "seenFrom", "seenUntil" from "snapshot" s
      where s."hostId" = h."id" and s."seenFrom" > h."start" and s."seenFrom" <= ${to}::timestamptz order by "seenFrom" limit 1
    ) f on true
    left join lateral (
      select "id", "seenFrom", "seenUntil" from "snapshot" s where s."hostId" = h."id" and s."seenFrom" <= ${to}::timestamptz
      order by "seenFrom" desc limit 1
    ) l on true`;
}

function statesOf(row: Ends | undefined): Record<"before" | "first" | "last", SeenState | null> {
  if (row === undefined) return { before: null, first: null, last: null };
  return {
    before: stateOf(row.beforeId, row.beforeFrom, row.beforeUntil),
    first: stateOf(row.firstId, row.firstFrom, row.firstUntil),
    last: stateOf(row.lastId, row.lastFrom, row.lastUntil),
  };
}

function stateOf(snapshotId: string | null, seenFrom: Date | null, seenUntil: Date | null): SeenState | null {
  return snapshotId === null || seenFrom === null || seenUntil === null ? null : { snapshotId, seenFrom, seenUntil };
}
