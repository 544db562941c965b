import type { z } from "zod";
import { Finding } from "#lib/engine/judgement.ts";
import { db } from "./client.ts";
import { parseVerdicts, type StoredVerdict } from "./snapshots.ts";

const FleetOpenFinding = Finding.pick({
  fingerprint: true,
  rule: true,
  title: true,
  severity: true,
  likelihood: true,
  impact: true,
  confidence: true,
  scenarios: true,
});
/** What scoring and readiness need of an open finding. */
export type FleetOpenFinding = z.infer<typeof FleetOpenFinding>;

/** A host's open findings and the verdicts behind them, without texts. */
export interface HostJudgement {
  hostId: string;
  name: string;
  findings: FleetOpenFinding[];
  verdicts: StoredVerdict[];
}

/**
 * What the engine said of every host at its last visit, by host id: enough to score them again and to word the readiness matrix,
 * in two queries that carry no evidence. A finding that does not fit this version is left out.
 */
export async function loadFleetJudgement(): Promise<Map<string, HostJudgement>> {
  const [hosts, found] = await Promise.all([
    db().$queryRaw<{ id: string; name: string; verdicts: unknown }[]>`
      select h."id", h."name", s."verdicts" from "host" h left join "snapshot" s on s."id" = h."snapshotId"`,
    db().$queryRaw<{ hostId: string; finding: unknown }[]>`
      select i."hostId", f."body" - '{why,remedy,evidence,observed,expected,references,postmortems}'::text[] as "finding"
      from "sighting" i join "finding" f on f."id" = i."findingId"
      where i."standing" and f."status" = 'open'`,
  ]);
  const judged = new Map(hosts.map(({ id, name, verdicts }) => [id, judgement(id, name, verdicts)]));
  for (const { hostId, finding } of found) {
    const parsed = FleetOpenFinding.safeParse(finding);
    if (parsed.success) judged.get(hostId)?.findings.push(parsed.data);
  }
  return judged;
}

function judgement(hostId: string, name: string, verdicts: unknown): HostJudgement {
  return { hostId, name, findings: [], verdicts: parseVerdicts(verdicts) };
}
