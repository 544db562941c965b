import { z } from "zod";
import { type Scenario, scenarios } from "#lib/rules/rule.ts";
import { Severity } from "#lib/rules/severity.ts";
import { db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import { type HostSummary, hostSummary, hostSummarySelect } from "./host-summary.ts";

const fleetSorts = ["risk", "name", "coverage", "last-visit", "findings"] as const;

/** What the fleet page can be asked for; parses query parameters, wrong ones fall back to the default. */
export const FleetQuery = z.object({
  sort: z.enum(fleetSorts).catch("risk"),
  direction: z.enum(["asc", "desc"]).optional().catch(undefined),
  /** Hosts with an open finding at least this severe. */
  severity: Severity.optional().catch(undefined),
  /** Hosts with an open finding that this scenario sets off. */
  scenario: z.enum(scenarios).optional().catch(undefined),
  state: z.enum(["unvisited", "reachable", "unreachable", "denied", "keyChanged"]).optional().catch(undefined),
  system: z.enum(["proxmox", "libvirt", "linux"]).optional().catch(undefined),
  sight: z.enum(["seen", "partly-seen", "unknown"]).optional().catch(undefined),
  /** Part of a name, address, site or cluster. */
  text: z.string().trim().max(200).optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(1000).catch(500),
  offset: z.coerce.number().int().min(0).catch(0),
});
export type FleetQuery = z.infer<typeof FleetQuery>;

/** The hosts asked for, riskiest first unless said otherwise. One query on denormalised columns, however large the fleet. */
export async function listFleet(query: Partial<FleetQuery> = {}): Promise<HostSummary[]> {
  const asked = FleetQuery.parse(query);
  const rows = await db().host.findMany({
    where: whereOf(asked),
    orderBy: orderOf(asked),
    take: asked.limit,
    skip: asked.offset,
    select: hostSummarySelect,
  });
  return rows.map(hostSummary);
}

/** How many hosts there are of those asked for, whichever page of them is shown. */
export function countFleet(query: Partial<FleetQuery>): Promise<number> {
  return db().host.count({ where: whereOf(FleetQuery.parse(query)) });
}

const countColumn = {
  critical: "findingsCritical",
  high: "findingsHigh",
  medium: "findingsMedium",
  low: "findingsLow",
  info: "findingsInfo",
} as const satisfies Record<Severity, keyof Prisma.HostWhereInput>;

function whereOf(query: FleetQuery): Prisma.HostWhereInput {
  const conditions: Prisma.HostWhereInput[] = [];
  if (query.severity !== undefined) conditions.push({ OR: atLeast(query.severity).map((column) => ({ [column]: { gt: 0 } })) });
  if (query.scenario !== undefined) conditions.push(hasFindingOf(query.scenario));
  if (query.state !== undefined) conditions.push({ state: query.state });
  if (query.system !== undefined) conditions.push({ system: query.system });
  if (query.sight !== undefined)
    conditions.push(query.sight === "unknown" ? { OR: [{ sight: "unknown" }, { sight: null }] } : { sight: query.sight });
  if (query.text !== undefined && query.text !== "") conditions.push(mentions(query.text));
  return conditions.length === 0 ? {} : { AND: conditions };
}

/** Findings about the visit itself say nothing of what the host would do. */
function hasFindingOf(scenario: Scenario): Prisma.HostWhereInput {
  const finding = { status: "open" as const, scenarios: { has: scenario }, rule: { not: { startsWith: "self/" } } };
  return { sightings: { some: { standing: true, finding } } };
}

function atLeast(severity: Severity): (typeof countColumn)[Severity][] {
  return Severity.options.slice(Severity.options.indexOf(severity)).map((each) => countColumn[each]);
}

/** Hosts whose name, address, hostname, site or cluster has the text in it. */
export function mentions(text: string): Prisma.HostWhereInput {
  const contains = { contains: text.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" } as const;
  return { OR: [{ name: contains }, { address: contains }, { hostname: contains }, { site: contains }, { clusterName: contains }] };
}

function orderOf(query: FleetQuery): Prisma.HostOrderByWithRelationInput[] {
  const byName = { name: "asc" } as const;
  switch (query.sort) {
    case "risk":
      return [{ riskRank: query.direction ?? "desc" }, byName];
    case "name":
      return [{ name: query.direction ?? "asc" }];
    case "coverage":
      return [{ coverage: { sort: query.direction ?? "asc", nulls: "first" } }, byName];
    case "last-visit":
      return [{ lastVisitAt: { sort: query.direction ?? "asc", nulls: "first" } }, byName];
    case "findings": {
      const sort = query.direction ?? "desc";
      return [{ findingsCritical: sort }, { findingsHigh: sort }, { findingsMedium: sort }, { findingsLow: sort }, byName];
    }
  }
}
