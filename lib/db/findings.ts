import { z } from "zod";
import { Finding } from "#lib/engine/judgement.ts";
import { scenarios } from "#lib/rules/rule.ts";
import { bandOf, Severity } from "#lib/rules/severity.ts";
import { db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";

/** A finding as it stands for one host. */
export interface HostFinding {
  id: string;
  finding: Finding;
  status: "open" | "accepted";
  openedAt: Date;
  /** When it was last seen; null while the last visit saw it. */
  unseenSince: Date | null;
  acceptedUntil: Date | null;
  acceptedBy: string | null;
  acceptedReason: string | null;
  /** Its share of the host's score. */
  points: number;
}

/** Standing findings of a host, worst first. */
export async function listHostFindings(hostId: string): Promise<HostFinding[]> {
  const rows = await db().sighting.findMany({
    where: { hostId, standing: true, finding: { status: { in: ["open", "accepted"] } } },
    select: {
      points: true,
      seenUntil: true,
      finding: {
        select: { id: true, body: true, status: true, openedAt: true, acceptedUntil: true, acceptedBy: true, acceptedReason: true },
      },
    },
  });
  const found = rows.flatMap(({ points, seenUntil, finding: { body, status, ...rest } }): HostFinding[] => {
    const finding = Finding.safeParse(body);
    if (!finding.success || status === "resolved") return [];
    return [{ ...rest, status, finding: finding.data, unseenSince: seenUntil, points }];
  });
  return found.sort(byWeight);
}

/** Which findings to list; parses query parameters, wrong ones fall back to the default. */
export const FindingQuery = z.object({
  status: z.enum(["open", "accepted", "resolved"]).catch("open"),
  /** At least this severe. */
  severity: Severity.optional().catch(undefined),
  rule: z.string().optional().catch(undefined),
  scenario: z.enum(scenarios).optional().catch(undefined),
  hostId: z.uuid().optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(1000).catch(200),
  offset: z.coerce.number().int().min(0).catch(0),
});
export type FindingQuery = z.infer<typeof FindingQuery>;

/** A finding with the hosts that show it: several for one of a cluster. */
export interface FleetFinding {
  id: string;
  finding: Finding;
  status: "open" | "accepted" | "resolved";
  openedAt: Date;
  resolvedAt: Date | null;
  hosts: { id: string; name: string; points: number }[];
}

/** Findings across the fleet, worst and oldest first. */
export async function listFindings(query: Partial<FindingQuery> = {}): Promise<FleetFinding[]> {
  const asked = FindingQuery.parse(query);
  const rows = await db().finding.findMany({
    where: whereOf(asked),
    orderBy: [{ severity: "desc" }, { openedAt: "asc" }, { id: "asc" }],
    take: asked.limit,
    skip: asked.offset,
    select: fleetFindingSelect,
  });
  return rows.flatMap(fleetFinding);
}

const fleetFindingSelect = {
  id: true,
  body: true,
  status: true,
  openedAt: true,
  resolvedAt: true,
  sightings: {
    where: { standing: true },
    orderBy: { host: { name: "asc" } },
    select: { points: true, host: { select: { id: true, name: true } } },
  },
} as const satisfies Prisma.FindingSelect;

function fleetFinding(row: Prisma.FindingGetPayload<{ select: typeof fleetFindingSelect }>): FleetFinding[] {
  const { body, sightings, ...rest } = row;
  const finding = Finding.safeParse(body);
  if (!finding.success) return [];
  return [{ ...rest, finding: finding.data, hosts: sightings.map(({ host, points }) => ({ ...host, points })) }];
}

function whereOf(query: FindingQuery): Prisma.FindingWhereInput {
  const where: Prisma.FindingWhereInput = { status: query.status };
  if (query.severity !== undefined) where.severity = { in: Severity.options.slice(bandOf(query.severity)) };
  if (query.rule !== undefined) where.rule = query.rule;
  if (query.scenario !== undefined) where.scenarios = { has: query.scenario };
  if (query.hostId !== undefined) where.sightings = { some: { hostId: query.hostId } };
  return where;
}

function byWeight(one: HostFinding, other: HostFinding): number {
  return (
    bandOf(other.finding.severity) - bandOf(one.finding.severity) ||
    other.points - one.points ||
    one.finding.fingerprint.localeCompare(other.finding.fingerprint)
  );
}
