import { Score } from "#lib/engine/judgement.ts";
import { parseReadings } from "#lib/facts/index.ts";
import { unreadPart } from "#lib/graph/build-part.ts";
import { HostPart } from "#lib/graph/part.ts";
import type { CheckedHost } from "#lib/maintenance/check-input.ts";
import type { ComparedHost } from "#lib/maintenance/compare.ts";
import type { PreCheck } from "#lib/maintenance/pre-check.ts";
import { db } from "./client.ts";
import { listHostFindings } from "./findings.ts";
import { noSuchWindow } from "./maintenance.ts";
import { parseVerdicts } from "./snapshots.ts";

/** The hosts of a window as its visits have read them, in its order. Throws `not-found`. */
export async function loadCheckedHosts(windowId: string, visits: Readonly<Record<string, string>>): Promise<CheckedHost[]> {
  const window = await db().maintenanceWindow.findUnique({ where: { id: windowId }, select: { id: true } });
  if (window === null) throw noSuchWindow();
  const rows = await db().windowHost.findMany({
    where: { windowId },
    orderBy: { position: "asc" },
    select: { host: { select: { id: true, name: true, lastSeenAt: true, snapshotId: true, coverage: true, lastErrorSentence: true } } },
  });
  const done = await db().visit.findMany({ where: { id: { in: Object.values(visits) }, status: "done" }, select: { hostId: true } });
  const fresh = new Set(done.map(({ hostId }) => hostId));
  const hosts: CheckedHost[] = [];
  for (const { host } of rows) hosts.push(await checkedHost(host, fresh.has(host.id)));
  return hosts;
}

/** The hosts of a window as its post-check has read them, each beside what the pre-check saw. */
export async function loadComparedHosts(
  windowId: string,
  visits: Readonly<Record<string, string>>,
  preCheck: PreCheck | null,
): Promise<ComparedHost[]> {
  const checked = await loadCheckedHosts(windowId, visits);
  const hosts: ComparedHost[] = [];
  for (const { name, isFresh, error, seenAt, snapshotId, findings } of checked) {
    const seen = preCheck?.visits.find(({ host }) => host === name);
    hosts.push({
      host: name,
      isFresh,
      error,
      seenAt,
      before: seen?.snapshotId ? await readState(seen.snapshotId) : null,
      now: snapshotId === null ? null : await readState(snapshotId),
      openBefore: seen?.open ?? null,
      openNow: findings,
    });
  }
  return hosts;
}

/** Null for a snapshot that was removed since. */
async function readState(snapshotId: string): Promise<ComparedHost["now"]> {
  const row = await db().snapshot.findUnique({ where: { id: snapshotId }, select: { readings: true, score: true } });
  if (row === null) return null;
  return { readings: parseReadings(row.readings), score: Score.safeParse(row.score).data?.score ?? null };
}

type HostRow = {
  id: string;
  name: string;
  lastSeenAt: Date | null;
  snapshotId: string | null;
  coverage: number | null;
  lastErrorSentence: string | null;
};

async function checkedHost(
  { id, name, lastSeenAt, snapshotId, coverage, lastErrorSentence }: HostRow,
  isFresh: boolean,
): Promise<CheckedHost> {
  const snapshot =
    snapshotId === null ? null : await db().snapshot.findUnique({ where: { id: snapshotId }, select: { part: true, verdicts: true } });
  const findings = await listHostFindings(id);
  return {
    id,
    name,
    part: HostPart.safeParse(snapshot?.part).data ?? unreadPart(),
    isFresh,
    seenAt: lastSeenAt,
    snapshotId,
    coverage,
    error: isFresh ? null : lastErrorSentence,
    findings: findings.filter(({ status }) => status === "open").map(({ finding }) => finding),
    verdicts: parseVerdicts(snapshot?.verdicts ?? []),
  };
}
