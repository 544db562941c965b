import { Finding } from "#lib/engine/judgement.ts";
import { scoreHost } from "#lib/engine/score.ts";
import type { Db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import { storableJson } from "./json.ts";
import { riskColumns } from "./risk-columns.ts";
import { parseVerdicts } from "./snapshots.ts";
import { writePoints } from "./write-points.ts";

/**
 * Counts again what stands on the other hosts that show these findings: a visit of one member of a cluster may change, or open again,
 * a finding that the others share. Their verdicts stay those of their own last visit.
 */
export async function refreshOtherHosts(tx: Db, hostId: string, fingerprints: readonly string[]): Promise<void> {
  await refresh(tx, { id: { not: hostId } }, fingerprints);
}

/** The same for every host that shows one of these findings. */
export async function refreshHosts(tx: Db, fingerprints: readonly string[]): Promise<void> {
  await refresh(tx, {}, fingerprints);
}

async function refresh(tx: Db, among: Prisma.HostWhereInput, fingerprints: readonly string[]): Promise<void> {
  if (fingerprints.length === 0) return;
  const others = await tx.host.findMany({
    where: { ...among, sightings: { some: { standing: true, finding: { fingerprint: { in: [...fingerprints] } } } } },
    orderBy: { id: "asc" },
    select: { id: true, snapshotId: true },
  });
  for (const { id, snapshotId } of others) if (snapshotId !== null) await refreshHost(tx, id, snapshotId);
}

async function refreshHost(tx: Db, id: string, snapshotId: string): Promise<void> {
  const snapshot = await tx.snapshot.findUniqueOrThrow({ where: { id: snapshotId }, select: { verdicts: true } });
  const rows = await tx.finding.findMany({
    where: { status: "open", sightings: { some: { hostId: id, standing: true } } },
    select: { body: true },
  });
  const open = rows.flatMap(({ body }) => Finding.safeParse(body).data ?? []);
  const verdicts = parseVerdicts(snapshot.verdicts);
  const score = scoreHost(open, verdicts);
  await tx.snapshot.update({ where: { id: snapshotId }, data: { score: storableJson(score) }, select: { id: true } });
  await tx.host.update({ where: { id }, data: riskColumns(score, open), select: { id: true } });
  await writePoints(tx, id, score);
}
