import { z } from "zod";
import type { HostSight, OpenFinding } from "#lib/engine/exposure.ts";
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
 * What is known of every host about these rules, by name: its verdicts and its standing findings, whatever else its snapshot holds. Rules
 * about the fleet as a whole speak for each host that they do not name.
 */
export async function loadSights(rules: readonly string[]): Promise<HostSight[]> {
  const asked = [...rules];
  const [hosts, standing, fleet] = await Promise.all([verdictRows(asked), standingRows(asked), fleetVerdicts(asked)]);
  const findings = new Map<string, OpenFinding[]>();
  for (const { hostId, finding } of standing) findings.set(hostId, [...(findings.get(hostId) ?? []), finding]);
  return hosts.map(({ id, name, verdicts }) => {
    const own = (Packed.safeParse(verdicts).data ?? []).map(([rule, verdict, because]) => ({ rule, verdict, because }));
    const said = [...fleet, ...own].map(({ rule, verdict, because }) => [rule, { verdict, because }] as const);
    return { hostId: id, name, verdicts: new Map(said), findings: findings.get(id) ?? [] };
  });
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

async function standingRows(rules: string[]): Promise<{ hostId: string; finding: OpenFinding }[]> {
  const rows = await db().$queryRaw<{ hostId: string }[]>`
    select i."hostId", f."id", f."rule", f."subject", f."severity"::text, f."body"->>'title' as "title", f."status" = 'accepted' as "accepted"
    from "sighting" i join "finding" f on f."id" = i."findingId"
    where i."standing" and f."status" in ('open', 'accepted') and f."rule" = any(${rules})
    order by f."severity" desc, f."openedAt", f."id"`;
  return rows.flatMap((row) => {
    const finding = StandingRow.safeParse(row);
    return finding.success ? [{ hostId: row.hostId, finding: finding.data }] : [];
  });
}

/** A fault that the fleet has on another host is none of this one's: where the fleet fails, a host without a finding passes. */
async function fleetVerdicts(rules: readonly string[]): Promise<StoredVerdict[]> {
  const row = await db().fleetJudgement.findFirst({ select: { verdicts: true } });
  const all = parseVerdicts(row?.verdicts).filter(({ rule }) => rules.includes(rule));
  return all.map((each) => (each.verdict === "failed" ? { ...each, verdict: "passed" } : each));
}
