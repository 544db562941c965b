import type { Score } from "#lib/engine/judgement.ts";
import type { Db } from "./client.ts";

/** Each standing finding's share of the host's score; most visits move none. */
export async function writePoints(tx: Db, hostId: string, score: Score): Promise<void> {
  const points = new Map(score.parts.map((part) => [part.fingerprint, part.points]));
  const rows = await tx.sighting.findMany({
    where: { hostId, standing: true },
    select: { findingId: true, points: true, finding: { select: { fingerprint: true } } },
  });
  for (const { findingId, points: before, finding } of rows) {
    const now = points.get(finding.fingerprint) ?? 0;
    if (now === before) continue;
    await tx.sighting.update({ where: { findingId_hostId: { findingId, hostId } }, data: { points: now }, select: { findingId: true } });
  }
}
