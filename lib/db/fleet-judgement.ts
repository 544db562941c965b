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
});
/** What scoring needs of an open finding. */
export type FleetOpenFinding = z.infer<typeof FleetOpenFinding>;

/** A host's open findings and the verdicts behind them, without texts. */
export interface HostJudgement {
  hostId: string;
  name: string;
  findings: FleetOpenFinding[];
  verdicts: StoredVerdict[];
}

/**
 * What the engine said at its last visit of every host with open findings, by host id: enough to score them again, in two queries that
 * carry no evidence. A finding that does not fit this version is left out.
 */
export async function loadFleetJudgement(): Promise<Map<string, HostJudgement>> {
  const [hosts, found] = await Promise.all([
    db().$queryRaw<{ id: string; name: string; verdicts: unknown }[]>`
      select h."id", h."name", s."verdicts" from "host" h join "snapshot" s on s."id" = h."snapshotId"
      where h."findingsCritical" + h."findingsHigh" + h."findingsMedium" + h."findingsLow" + h."findingsInfo" > 0`,
    db().$queryRaw<{ hostId: string; finding: unknown }[]>`
      select i."hostId", f."body" - '{why,remedy,evidence,observed,expected,scenarios,references,postmortems}'::text[] as "finding"
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
