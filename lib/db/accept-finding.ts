import { z } from "zod";
import { Problem } from "#lib/problem.ts";
import { audit } from "./audit.ts";
import { type Db, inTransaction } from "./client.ts";
import { storableText } from "./json.ts";
import { refreshHosts } from "./refresh-hosts.ts";

/** Why a finding is left as it is, and until when; without a day, until it goes away. */
export const Acceptance = z.strictObject({
  reason: z.string().trim().min(3, "Say why, for whoever reads it at night").max(500),
  until: z.iso.date("A day as YYYY-MM-DD").nullable().default(null),
});
export type Acceptance = z.infer<typeof Acceptance>;

/** Leaves an open finding as it is: it no longer counts, until its day has passed. Throws `not-found`, `conflict` or `invalid`. */
export async function acceptFinding(id: string, { reason, until }: Acceptance, by: string, now: Date): Promise<void> {
  // The whole day counts, wherever on earth it ends.
  const acceptedUntil = until === null ? null : new Date(`${until}T23:59:59.999Z`);
  if (acceptedUntil !== null && acceptedUntil <= now) {
    const past = "Must be today or later";
    throw new Problem("invalid", "Some of it does not fit: see the marked fields.", { until: past });
  }
  await inTransaction(async (tx) => {
    const finding = await openOne(tx, id, ["open", "accepted"]);
    const data = { status: "accepted" as const, acceptedAt: now, acceptedUntil, acceptedBy: by, acceptedReason: storableText(reason) };
    await tx.finding.update({ where: { id }, data, select: { id: true } });
    await refreshHosts(tx, [finding.fingerprint]);
    await audit({ actor: by, action: "finding.accepted", subject: finding.fingerprint, detail: { reason, until } }, tx);
  });
}

/** Takes the acceptance back: the finding counts again. Throws `not-found` or `conflict`. */
export async function reopenFinding(id: string, by: string): Promise<void> {
  await inTransaction(async (tx) => {
    const finding = await openOne(tx, id, ["accepted"]);
    const data = { status: "open" as const, acceptedAt: null, acceptedUntil: null, acceptedBy: null, acceptedReason: null };
    await tx.finding.update({ where: { id }, data, select: { id: true } });
    await refreshHosts(tx, [finding.fingerprint]);
    await audit({ actor: by, action: "finding.reopened", subject: finding.fingerprint }, tx);
  });
}

async function openOne(tx: Db, id: string, statuses: readonly string[]): Promise<{ fingerprint: string }> {
  const finding = await tx.finding.findUnique({ where: { id }, select: { fingerprint: true, status: true } });
  if (finding === null) throw new Problem("not-found", "There is no such finding: it went with its host.");
  if (statuses.includes(finding.status)) return finding;
  throw new Problem(
    "conflict",
    finding.status === "resolved" ? "This finding is gone: there is nothing to accept." : "This finding counts already.",
  );
}
