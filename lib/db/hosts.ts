import { createHash } from "node:crypto";
import { Problem } from "#lib/problem.ts";
import { db } from "./client.ts";
import { type EvidenceSection, listEvidence } from "./evidence.ts";
import { type HostFinding, listHostFindings } from "./findings.ts";
import type { AuthKind } from "./generated/client.ts";
import { type HostSummary, hostSummary, hostSummarySelect } from "./host-summary.ts";
import { parseLanesReadAt } from "./lanes-read-at.ts";
import { loadSnapshot, type Snapshot } from "./snapshots.ts";

export type { AuthKind };

/** A pinned key as `ssh-keygen -l` shows it. */
export interface PinnedKey {
  type: string;
  /** "SHA256:…" */
  fingerprint: string;
}

/** How we get onto a host. Never carries a secret: `hasSecret` says that one is sealed. */
export interface HostAccess {
  authKind: AuthKind;
  keyFile: string | null;
  hasSecret: boolean;
  jump: string | null;
  hostKeys: PinnedKey[];
  intervalSeconds: number;
  nextVisitAt: Date | null;
}

/** Everything the host page shows. */
export interface HostDetail {
  host: HostSummary;
  access: HostAccess;
  /** Null before the first visit that read something. */
  snapshot: Snapshot | null;
  /** Standing findings, worst first: open and accepted. */
  findings: HostFinding[];
  evidence: ReadSection[];
}

/** Raw output, and when it was read: what is dear is read less often than the rest. */
export interface ReadSection extends EvidenceSection {
  readAt: Date | null;
}

/** One host in full. Throws `not-found`. */
export async function loadHost(id: string): Promise<HostDetail> {
  const row = await db().host.findUnique({
    where: { id },
    select: {
      ...hostSummarySelect,
      authKind: true,
      keyFile: true,
      sealedSecret: true,
      jump: true,
      hostKeys: true,
      intervalSeconds: true,
      nextVisitAt: true,
      snapshotId: true,
      lanesReadAt: true,
    },
  });
  if (row === null) throw noSuchHost();
  const { snapshotId, lastSeenAt } = row;
  const lanesReadAt = parseLanesReadAt(row.lanesReadAt);
  const [snapshot, findings, evidence] = await Promise.all([
    snapshotId === null ? null : loadSnapshot(snapshotId),
    listHostFindings(id),
    snapshotId === null ? [] : listEvidence(snapshotId),
  ]);
  const { authKind, keyFile, jump, intervalSeconds, nextVisitAt } = row;
  const hostKeys = row.hostKeys.map(pinnedKey);
  const access = { authKind, keyFile, hasSecret: row.sealedSecret !== null, jump, hostKeys, intervalSeconds, nextVisitAt };
  const read = evidence.map((section) => ({ ...section, readAt: lanesReadAt[section.lane] ?? lastSeenAt }));
  return { host: hostSummary(row), access, snapshot, findings, evidence: read };
}

/** A host as lists show it. Throws `not-found`. */
export async function loadHostSummary(id: string): Promise<HostSummary> {
  const row = await db().host.findUnique({ where: { id }, select: hostSummarySelect });
  if (row === null) throw noSuchHost();
  return hostSummary(row);
}

/** The error of every verb that is given an id that no host has. */
export function noSuchHost(): Problem {
  return new Problem("not-found", "There is no such host: it was removed, or the address is wrong.");
}

/** Reads "type base64" as sshd prints it; the fingerprint is SHA-256 of the decoded key, as OpenSSH writes it. */
function pinnedKey(line: string): PinnedKey {
  const [type = "unknown", base64 = ""] = line.trim().split(/\s+/);
  const hash = createHash("sha256").update(Buffer.from(base64, "base64")).digest("base64").replace(/=+$/, "");
  return { type, fingerprint: `SHA256:${hash}` };
}

/** Every host by name with its cluster, for lists to choose from. */
export async function listHostNames(): Promise<{ id: string; name: string; cluster: string | null }[]> {
  const rows = await db().host.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true, clusterName: true } });
  return rows.map(({ clusterName, ...host }) => ({ ...host, cluster: clusterName }));
}
