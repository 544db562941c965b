import { Severity } from "#lib/rules/severity.ts";
import { db } from "./client.ts";
import type { HostState } from "./generated/client.ts";

/** Sums over the whole fleet, for the head of the page. */
export interface FleetSummary {
  hosts: number;
  /** Hosts whose last visit failed, or that wait for their first. */
  unseen: number;
  /** Hosts that a reboot or a power cut would take down or cut off for good, by the last rehearsal. */
  staysDown: number;
  /** Hosts that are known to come back whole after a reboot, by the last rehearsal. */
  returns: number;
  /** Mean share of decided rules, 0 to 1; 0 before the first visit. */
  coverage: number;
  unknownRules: number;
  /** Open findings: one of a cluster is one, however many hosts show it. */
  findings: Record<Severity, number>;
  /** Hosts with an open finding of that severity. */
  hostsWith: Record<Severity, number>;
}

type Sums = Omit<FleetSummary, "findings" | "hostsWith"> & Record<Severity, number>;

/** Adds up the fleet: one pass over the hosts' columns, and one over an index of the open findings. */
export async function summariseFleet(): Promise<FleetSummary> {
  const [[sums], bySeverity] = await Promise.all([
    db().$queryRaw<[Sums]>`
      select count(*)::int as "hosts",
        count(*) filter (where "state" <> 'reachable')::int as "unseen",
        count(*) filter (where "readiness" @> '{"reboot":{"tone":"critical"}}' or "readiness" @> '{"power-loss":{"tone":"critical"}}')::int
          as "staysDown",
        count(*) filter (where "readiness" @> '{"reboot":{"tone":"holds"}}')::int as "returns",
        coalesce(avg("coverage"), 0)::float8 as "coverage", coalesce(sum("unknownRules"), 0)::int as "unknownRules",
        count(*) filter (where "findingsCritical" > 0)::int as "critical", count(*) filter (where "findingsHigh" > 0)::int as "high",
        count(*) filter (where "findingsMedium" > 0)::int as "medium", count(*) filter (where "findingsLow" > 0)::int as "low",
        count(*) filter (where "findingsInfo" > 0)::int as "info"
      from "host"`,
    db().finding.groupBy({ by: ["severity"], where: { status: "open" }, _count: true }),
  ]);
  const { critical, high, medium, low, info, ...rest } = sums;
  const counted = new Map(bySeverity.map((group) => [group.severity, group._count]));
  const findings = Object.fromEntries(Severity.options.map((severity) => [severity, counted.get(severity) ?? 0]));
  return { ...rest, findings: findings as Record<Severity, number>, hostsWith: { critical, high, medium, low, info } };
}

/** A host of which something could not be read. */
export interface UnseenHost {
  id: string;
  name: string;
  state: HostState;
  paused: boolean;
  activeVisitId: string | null;
  /** Why the last visit failed; null when it went well. */
  lastErrorSentence: string | null;
  /** 0 to 1; null before the first visit that read something. */
  coverage: number | null;
  unknownRules: number;
}

/** The hosts of which least could be read, and how many there are of which anything could not. */
export async function listUnseenHosts(limit: number): Promise<{ hosts: UnseenHost[]; total: number }> {
  const rows = await db().$queryRaw<(UnseenHost & { total: number })[]>`
    select "id", "name", "state"::text as "state", "paused", "activeVisitId", "lastErrorSentence", "coverage", "unknownRules",
      count(*) over ()::int as "total"
    from "host" where "state" <> 'reachable' or "unknownRules" > 0
    order by "state" = 'reachable', "coverage" nulls first, "name" limit ${limit}`;
  return { hosts: rows.map(({ total: _, ...host }) => host), total: rows[0]?.total ?? 0 };
}
