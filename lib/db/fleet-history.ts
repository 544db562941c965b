import { z } from "zod";
import { Instant, Since, timeOf } from "#lib/engine/drift/fleet/moments.ts";
import { type FleetPoint, fleetHistory } from "#lib/engine/fleet-history.ts";
import { Problem } from "#lib/problem.ts";
import { db } from "./client.ts";
import { whereOf } from "./host-span.ts";

/** Over which time, and of which hosts. */
export const FleetHistoryQuery = z.object({
  from: Since.default("30d").refine((from) => from !== "known-good", "Hours or days as 24h, 7d, or a time"),
  to: z.union([z.literal("now"), Instant]).default("now"),
  text: z.string().trim().min(1).max(200).optional(),
  cluster: z.string().trim().min(1).max(200).optional(),
  site: z.string().trim().min(1).max(200).optional(),
});
export type FleetHistoryQuery = z.infer<typeof FleetHistoryQuery>;

/** How the scores of the fleet went, and where it was measured by other rules. */
export interface FleetHistory {
  /** Oldest first. */
  points: FleetPoint[];
  /** When rules came or went, as the first host was judged by them; oldest first. */
  rules: { at: Date; added: number; removed: number }[];
}

/** Times at which the fleet is looked at: more than that no chart has room for. */
const steps = 96;
/** Releases that are marked: more than that nobody tells apart. */
const markedRules = 6;

/** The scores of the hosts asked for between two moments. Per host and time only the last state is read, and of it two numbers. */
export async function loadFleetHistory(query: Partial<FleetHistoryQuery>, now: Date): Promise<FleetHistory> {
  const asked = FleetHistoryQuery.parse(query);
  const to = asked.to === "now" ? now : new Date(asked.to);
  const from = timeOf(asked.from, now);
  if (from >= to) throw new Problem("invalid", "The first moment must lie before the second: choose them anew.");
  const rows = await db().host.findMany({ where: whereOf(asked), select: { id: true, createdAt: true, intervalSeconds: true } });
  const ids = rows.map(({ id }) => id);
  const [states, rules] = await Promise.all([loadStates(ids, from, to), loadRuleChanges(ids, from, to)]);
  const hosts = rows.map(({ id, ...host }) => ({ hostId: id, ...host }));
  return { points: fleetHistory(hosts, states, { from, to, steps }), rules };
}

const StateRow = z.object({ hostId: z.string(), seenFrom: z.date(), seenUntil: z.date(), score: z.number(), coverage: z.number() });
type StateRow = z.infer<typeof StateRow>;

async function loadStates(hostIds: readonly string[], from: Date, to: Date): Promise<StateRow[]> {
  const rows = await db().$queryRaw<unknown[]>`
    with "ids" as (
      select distinct on (s."hostId", "bucket") s."id", width_bucket(
        extract(epoch from s."seenFrom"), extract(epoch from ${from}::timestamptz), extract(epoch from ${to}::timestamptz), ${steps}::int
      ) as "bucket"
      from "snapshot" s
      where s."hostId" = any(${hostIds}::uuid[]) and s."seenFrom" > ${from}::timestamptz and s."seenFrom" <= ${to}::timestamptz
      order by s."hostId", "bucket", s."seenFrom" desc
    ), "before" as (
      select b."id" from unnest(${hostIds}::uuid[]) as h("id") cross join lateral (
        select s."id" from "snapshot" s where s."hostId" = h."id" and s."seenFrom" <= ${from}::timestamptz order by s."seenFrom" desc limit 1
      ) b
    )
    select s."hostId"::text as "hostId", s."seenFrom", s."seenUntil",
      (s."score"->'score')::float8 as "score", (s."score"->'coverage')::float8 as "coverage"
    from "snapshot" s where s."id" in (select "id" from "ids" union all select "id" from "before") order by s."seenFrom"`;
  return rows.flatMap((row) => StateRow.safeParse(row).data ?? []);
}

/** The same release reaches the hosts one after the other: it is marked where the first was judged by it. */
function loadRuleChanges(hostIds: readonly string[], from: Date, to: Date): Promise<FleetHistory["rules"]> {
  return db().$queryRaw<FleetHistory["rules"]>`
    select * from (
      select min("seenFrom") as "at", jsonb_array_length("drift"->'rules'->'added') as "added",
        jsonb_array_length("drift"->'rules'->'removed') as "removed"
      from "snapshot"
      where "hostId" = any(${hostIds}::uuid[]) and "seenFrom" > ${from}::timestamptz and "seenFrom" <= ${to}::timestamptz
        and ("drift"->'rules'->'count')::int > 0
      group by "drift"->'rules' order by count(*) desc, 1 limit ${markedRules}
    ) as "marks" order by "at"`;
}
