import { Problem } from "#lib/problem.ts";
import type { Db } from "./client.ts";

/**
 * Takes the row of a running visit for this try and holds it until the transaction ends.
 * Throws `conflict` when the visit is over, or another try has begun since.
 */
export async function claimVisit(tx: Db, visit: { visitId: string; attempt: number }): Promise<void> {
  const { visitId: id, attempt } = visit;
  const claimed = await tx.visit.updateMany({ where: { id, attempt, status: "running" }, data: { status: "running" } });
  if (claimed.count === 0) throw new Problem("conflict", "This try of the visit was given up: another one has taken its place.");
}
