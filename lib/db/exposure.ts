import { z } from "zod";
import type { FleetSights, HostSight, OpenFinding } from "#lib/engine/exposure.ts";
import { Verdict } from "#lib/engine/judgement.ts";
import { Severity } from "#lib/rules/severity.ts";
import { db } from "./client.ts";
import { parseVerdicts, type StoredVerdict } from "./snapshots.ts";

/** Rule, verdict and reason, as the query below packs them. */
const Packed = z.array(z.tuple([z.string(), Verdict, z.string().nullable()]));

const StandingRow = z.object({
  id: z.string(),
  rule: z.string(),
  subject: z.string(),
  severity: Severity,
  title: z.string(),
  accepted: z.boolean(),
});

/**
 * What is known of every host about these rules, by name: its verdicts and its standing findings, whatever else its snapshot holds; and
 * the same of the fleet as a whole.
 */
export async function loadSights(rules: readonly string[]): Promise<FleetSights> {
  const asked = [...rules];
  const [hosts, standing, fleet] = await Promise.all([verdictRows(asked), standingRows(asked), fleetVerdicts(asked)]);
  const findings = new Map<string | null, OpenFinding[]>();
  for (const { hostId, finding } of standing) findings.set(hostId, [...(findings.get(hostId) ?? []), finding]);
  const sight = (hostId: string | null, name: string, said: readonly Pick<StoredVerdict, "rule" | "verdict" | "because">[]): HostSight => ({
    hostId,
    name,
    verdicts: new Map(said.map(({ rule, verdict, because }) => [rule, { verdict, because }])),
    findings: findings.get(hostId) ?? [],
  });
  return {
    hosts: hosts.map(({ id, name, verdicts }) => sight(id, name, unpacked(verdicts))),
    fleet: sight(null, "The fleet as a whole", fleet),
  };
}

function unpacked(verdicts: unknown): Pick<StoredVerdict, "rule" | "verdict" | "because">[] {
  return (Packed.safeParse(verdicts).data ?? []).map(([rule, verdict, because]) => ({ rule, verdict, because }));
}

function verdictRows(rules: string[]): Promise<{ id: string; name: string; verdicts: unknown }[]> {
  return db().$queryRaw`
    select h."id", h."name", (
      select jsonb_agg(jsonb_build_array(v->'rule', v->'verdict', v->'because'))
      from jsonb_array_elements(case jsonb_typeof(s."verdicts") when 'array' then s."verdicts" else '[]' end) v
      where v->>'rule' = any(${rules})
    ) as "verdicts"
    from "host" h left join "snapshot" s on s."id" = h."snapshotId" order by h."name"`;
}

/** Those of the fleet as a whole are of no host. */
async function standingRows(rules: string[]): Promise<{ hostId: string | null; finding: OpenFinding }[]> {
  const rows = await db().$queryRaw<{ hostId: string | null }[]>`
    select i."hostId", f."id", f."rule", f."subject", f."severity"::text, f."body"->>'title' as "title", f."status" = 'accepted' as "accepted"
    from "finding" f left join "sighting" i on i."findingId" = f."id" and i."standing"
    where f."status" in ('open', 'accepted') and f."rule" = any(${rules}) and (i."hostId" is not null or f."scope" = 'fleet')
    order by f."severity" desc, f."openedAt", f."id"`;
  return rows.flatMap((row) => {
    const finding = StandingRow.safeParse(row);
    return finding.success ? [{ hostId: row.hostId, finding: finding.data }] : [];
  });
}

async function fleetVerdicts(rules: readonly string[]): Promise<StoredVerdict[]> {
  const row = await db().fleetJudgement.findFirst({ select: { verdicts: true } });
  return parseVerdicts(row?.verdicts).filter(({ rule }) => rules.includes(rule));
}
