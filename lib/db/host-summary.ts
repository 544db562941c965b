import { z } from "zod";
import type { Score } from "#lib/engine/judgement.ts";
import { ReadinessCell, unrehearsed } from "#lib/graph/readiness/cell.ts";
import { scenarios } from "#lib/rules/rule.ts";
import type { Severity } from "#lib/rules/severity.ts";
import type { HostState, Prisma } from "./generated/client.ts";

export type { HostState };

/** A host as lists show it. Times are in UTC. */
export interface HostSummary {
  id: string;
  name: string;
  address: string;
  port: number;
  login: string;
  site: string | null;
  paused: boolean;
  state: HostState;
  /** Why the last visit failed, as one sentence; null when it went well. */
  lastError: { code: string; sentence: string } | null;
  lastVisitAt: Date | null;
  /** End of the last visit that read something. */
  lastSeenAt: Date | null;
  /** A visit that is queued or running. */
  activeVisitId: string | null;
  system: "proxmox" | "libvirt" | "linux" | null;
  hostname: string | null;
  clusterName: string | null;
  /** Null before the first visit that read something. */
  risk: { score: number; coverage: number; worstCase: number; sight: Score["sight"] } | null;
  /** Open findings. */
  findings: Record<Severity, number>;
  unknownRules: number;
  /** One cell for each scenario, in their order; all unknown before the first rehearsal. */
  readiness: ReadinessCell[];
}

export const hostSummarySelect = {
  id: true,
  name: true,
  address: true,
  port: true,
  login: true,
  site: true,
  paused: true,
  state: true,
  lastErrorCode: true,
  lastErrorSentence: true,
  lastVisitAt: true,
  lastSeenAt: true,
  activeVisitId: true,
  system: true,
  hostname: true,
  clusterName: true,
  score: true,
  coverage: true,
  worstCase: true,
  sight: true,
  findingsCritical: true,
  findingsHigh: true,
  findingsMedium: true,
  findingsLow: true,
  findingsInfo: true,
  unknownRules: true,
  readiness: true,
} as const satisfies Prisma.HostSelect;

type Row = Prisma.HostGetPayload<{ select: typeof hostSummarySelect }>;

const System = z.enum(["proxmox", "libvirt", "linux"]);
const Sight = z.enum(["seen", "partly-seen", "unknown"]);
/** Cells by scenario, which is what the database filters by. */
const StoredReadiness = z.partialRecord(z.enum(scenarios), ReadinessCell.omit({ scenario: true }));
type StoredReadiness = z.infer<typeof StoredReadiness>;

/** A row as the rest of the program knows it; what no longer fits its schema is taken as not known. */
export function hostSummary(row: Row): HostSummary {
  const { score, coverage, worstCase } = row;
  const sight = Sight.safeParse(row.sight).data ?? "unknown";
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    port: row.port,
    login: row.login,
    site: row.site,
    paused: row.paused,
    state: row.state,
    lastError: row.lastErrorCode === null ? null : { code: row.lastErrorCode, sentence: row.lastErrorSentence ?? "" },
    lastVisitAt: row.lastVisitAt,
    lastSeenAt: row.lastSeenAt,
    activeVisitId: row.activeVisitId,
    system: System.safeParse(row.system).data ?? null,
    hostname: row.hostname,
    clusterName: row.clusterName,
    risk: score === null || coverage === null || worstCase === null ? null : { score, coverage, worstCase, sight },
    findings: {
      critical: row.findingsCritical,
      high: row.findingsHigh,
      medium: row.findingsMedium,
      low: row.findingsLow,
      info: row.findingsInfo,
    },
    unknownRules: row.unknownRules,
    readiness: readCells(row.readiness),
  };
}

/** A row of the readiness matrix as the host's column holds it. */
export function storedReadiness(cells: readonly ReadinessCell[]): StoredReadiness {
  return Object.fromEntries(cells.map(({ scenario, ...cell }) => [scenario, cell]));
}

function readCells(stored: unknown): ReadinessCell[] {
  const known = StoredReadiness.safeParse(stored).data ?? {};
  return scenarios.map((scenario) => ({ ...unrehearsed(scenario), ...known[scenario] }));
}
