import type { RuleResult } from "#lib/engine/judgement.ts";
import { Finding } from "#lib/engine/judgement.ts";
import { type FactName, parseReadings } from "#lib/facts/index.ts";
import type { FleetHost } from "#lib/rules/context.ts";
import { db, inTransaction } from "./client.ts";
import type { HostState } from "./generated/client.ts";
import { storableJson } from "./json.ts";
import { reconcileFleetFindings } from "./reconcile.ts";
import { parseVerdicts, type StoredVerdict } from "./snapshots.ts";

/** The facts of each host that rules about the fleet look at; the others stay in the database. */
const fleetFacts = [
  "addresses",
  "alertmanager",
  "guests",
  "identity",
  "neighbours",
  "prometheus",
  "storages",
] as const satisfies FactName[];
const states: Record<HostState, FleetHost["state"]> = {
  unvisited: "unvisited",
  reachable: "reachable",
  unreachable: "unreachable",
  denied: "denied",
  keyChanged: "key-changed",
};

/** Every host in short, by name. */
export async function loadFleetHosts(): Promise<FleetHost[]> {
  const rows = await db().$queryRaw<(Omit<FleetHost, "state" | "readings"> & { state: HostState; readings: unknown })[]>`
    select h."name", h."address", h."state"::text as "state", h."lastSeenAt", (
      select jsonb_object_agg(f.name, s."readings" -> f.name) from unnest(${fleetFacts}::text[]) as f(name) where s."readings" ? f.name
    ) as "readings" from "host" h left join "snapshot" s on s."id" = h."snapshotId" order by h."name"`;
  return rows.map(({ state, readings, ...host }) => ({ ...host, state: states[state], readings: parseReadings(readings ?? {}) }));
}

/** Stores what the rules say of the fleet, and carries it into its findings. */
export async function recordFleetJudgement(results: readonly RuleResult[], judgedAt: Date): Promise<void> {
  const verdicts = storableJson(results.map(({ findings: _, ...verdict }) => verdict));
  await inTransaction(async (tx) => {
    await reconcileFleetFindings(tx, results, judgedAt);
    await tx.fleetJudgement.upsert({ where: { id: 1 }, create: { id: 1, verdicts, judgedAt }, update: { verdicts, judgedAt } });
  });
}

/** How long a judgement of the fleet holds, and what its sources said. */
const judgementHoldsMs = 300_000;
/** A snapshot has the time at which its visit ended; it can be read only when all of the visit is stored. */
const storingMs = 10_000;

/**
 * Whether it is time to judge the fleet: the last judgement is old, a source was never read, or something was declared or a host found changed
 * since, and the last one began at least `restMs` ago.
 */
export async function fleetIsDue(now: Date, restMs = 0): Promise<boolean> {
  const last = await db().fleetJudgement.findUnique({ where: { id: 1 }, select: { judgedAt: true } });
  if (last === null) return true;
  const ageMs = now.getTime() - last.judgedAt.getTime();
  if (ageMs >= judgementHoldsMs) return true;
  if (ageMs < restMs) return false;
  const { judgedAt } = last;
  if ((await db().httpSource.count({ where: { readAt: null } })) > 0) return true;
  if ((await db().declaration.count({ where: { declaredAt: { gt: judgedAt } } })) > 0) return true;
  const seenFrom = { gt: new Date(judgedAt.getTime() - storingMs) };
  return (await db().host.findFirst({ where: { snapshots: { some: { seenFrom } } }, select: { id: true } })) !== null;
}

/** What was last said of the fleet as a whole; null before the first judgement. */
export interface FleetState {
  findings: { id: string; openedAt: Date; finding: Finding }[];
  verdicts: StoredVerdict[];
  judgedAt: Date;
}

export async function loadFleetState(): Promise<FleetState | null> {
  const row = await db().fleetJudgement.findUnique({ where: { id: 1 } });
  if (row === null) return null;
  const open = await db().finding.findMany({
    where: { scope: "fleet", status: "open" },
    orderBy: [{ severity: "desc" }, { openedAt: "asc" }],
    select: { id: true, openedAt: true, body: true },
  });
  const findings = open.flatMap(({ body, ...rest }) => {
    const finding = Finding.safeParse(body).data;
    return finding === undefined ? [] : [{ ...rest, finding }];
  });
  return { findings, verdicts: parseVerdicts(row.verdicts), judgedAt: row.judgedAt };
}
