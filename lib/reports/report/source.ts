import type { HostExposure, IncidentExposure } from "#lib/engine/exposure.ts";
import type { Finding, Score, Verdict } from "#lib/engine/judgement.ts";
import type { FailureCause } from "#lib/facts/reading.ts";
import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import type { ReadinessCell } from "#lib/graph/readiness/cell.ts";
import type { LibraryEntry } from "#lib/postmortems/library.ts";
import type { HostState } from "#lib/reports/words.ts";
import type { ReportHostFacts } from "./host-model.ts";
import type { ReportKind } from "./model.ts";
import type { SourceWindow } from "./window-source.ts";

/** A host as a report is made from it. */
export interface SourceHost {
  name: string;
  address: string;
  port: number;
  login: string;
  site: string | null;
  clusterName: string | null;
  system: "proxmox" | "libvirt" | "linux" | null;
  state: HostState;
  paused: boolean;
  lastError: { code: string; sentence: string } | null;
  lastVisitAt: Date | null;
  lastSeenAt: Date | null;
  risk: Pick<Score, "score" | "coverage" | "worstCase" | "sight"> | null;
  readiness: readonly ReadinessCell[];
  verdicts: Readonly<Record<Verdict, number>>;
  unknown: readonly { rule: string; because: string }[];
  unread: readonly { fact: string; cause: FailureCause; detail: string }[];
  /** Null where nothing was read yet, or where the report does not tell of facts. */
  facts: ReportHostFacts | null;
}

/** A standing finding with the hosts that show it; none for one of the fleet as a whole. */
export interface SourceFinding {
  finding: Finding;
  openedAt: Date;
  accepted: { by: string | null; reason: string | null; at: Date | null; until: Date | null } | null;
  hosts: readonly { host: string; points: number; unseenSince: Date | null }[];
}

/** Everything that a report is made from, as the database has it. */
export interface ReportSource {
  kind: ReportKind;
  subject: { id: string | null; name: string };
  hosts: readonly SourceHost[];
  findings: readonly SourceFinding[];
  /** Stored findings that do not fit this version. */
  unreadable: readonly { rule: string; hosts: string[] }[];
  /** What was said of the fleet as a whole; null where it was never judged, or the report is not about it. */
  fleet: { judgedAt: Date; verdicts: readonly { rule: string; verdict: Verdict; because: string | null }[] } | null;
  incident: { entry: LibraryEntry; exposure: IncidentExposure } | null;
  window: SourceWindow | null;
  library: readonly LibraryEntry[];
  /** What all hosts of the fleet say of how they hang together; null where the report does not tell of it. */
  fleetFacts: FleetFacts | null;
}

export type { HostExposure };
