import { z } from "zod";
import { Verdict } from "#lib/engine/judgement.ts";
import { countStates, type RuleCounts, type RuleState } from "#lib/engine/rule-standing.ts";
import { db } from "./client.ts";
import { parseVerdicts } from "./snapshots.ts";

const Row = z.object({ rule: z.string(), verdict: Verdict, hosts: z.number().int() });

const stateOf: Record<Verdict, RuleState> = { failed: "fails", unknown: "unknown", passed: "passes", "not-applicable": "not-applicable" };

/** What each rule says now: of how many hosts, or of the fleet as a whole where that is what it judges. */
export interface RuleStates {
  hosts: ReadonlyMap<string, RuleCounts>;
  fleet: ReadonlyMap<string, RuleState>;
}

/** How many hosts each rule fails, passes or does not know, by their last visits. A standing finding outweighs the last verdict. */
export async function countRuleStates(): Promise<RuleStates> {
  const [total, said, failing, fleet] = await Promise.all([
    db().host.count(),
    verdictCounts(),
    failingHosts(),
    db().fleetJudgement.findFirst({ select: { verdicts: true } }),
  ]);
  const rules = new Set([...said, ...failing].map(({ rule }) => rule));
  const hosts = new Map([...rules].map((rule) => [rule, countStates([])]));
  const add = (rule: string, state: RuleState, number: number) => {
    const counts = hosts.get(rule);
    if (counts !== undefined) counts[state] += number;
  };
  for (const { rule, verdict, hosts: number } of said) add(rule, stateOf[verdict], number);
  for (const { rule, hosts: number } of failing) add(rule, "fails", number);
  for (const counts of hosts.values()) counts["not-judged"] = Math.max(0, total - judged(counts));
  return { hosts, fleet: new Map(parseVerdicts(fleet?.verdicts).map(({ rule, verdict }) => [rule, stateOf[verdict]])) };
}

function judged(counts: RuleCounts): number {
  return counts.fails + counts.unknown + counts.passes + counts["not-applicable"];
}

/** Verdicts of hosts that have no standing finding of the rule. */
async function verdictCounts(): Promise<z.infer<typeof Row>[]> {
  const rows = await db().$queryRaw<unknown[]>`
    select v->>'rule' as "rule", v->>'verdict' as "verdict", count(*)::int as "hosts"
    from "host" h join "snapshot" s on s."id" = h."snapshotId",
      jsonb_array_elements(case jsonb_typeof(s."verdicts") when 'array' then s."verdicts" else '[]' end) v
    where not exists (
      select from "sighting" i join "finding" f on f."id" = i."findingId"
      where i."hostId" = h."id" and i."standing" and f."status" in ('open', 'accepted') and f."rule" = v->>'rule'
    ) group by 1, 2`;
  return rows.flatMap((row) => Row.safeParse(row).data ?? []);
}

function failingHosts(): Promise<{ rule: string; hosts: number }[]> {
  return db().$queryRaw`
    select f."rule", count(distinct i."hostId")::int as "hosts"
    from "sighting" i join "finding" f on f."id" = i."findingId"
    where i."standing" and f."status" in ('open', 'accepted') group by 1`;
}
