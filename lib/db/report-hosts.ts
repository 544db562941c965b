import { z } from "zod";
import { Verdict } from "#lib/engine/judgement.ts";
import { parseReadings } from "#lib/facts/index.ts";
import { FailureCause } from "#lib/facts/reading.ts";
import { hostFacts, reportedFacts } from "#lib/reports/report/host-facts.ts";
import type { SourceHost } from "#lib/reports/report/source.ts";
import { db } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { hostSummary, hostSummarySelect } from "./host-summary.ts";

/** Snapshots that are read at once: what a report tells of one has up to some hundred kilobytes. */
const chunkSize = 25;

interface SnapshotRow {
  id: string;
  readings: unknown;
  verdicts: unknown;
  unread: unknown;
}

/** Is told how many hosts have been read, of how many. */
export type OnHosts = (done: number, all: number) => void;

/** Hosts by name with what their last snapshot says; its facts only where they are asked for. */
export async function loadReportHosts(
  where: Prisma.HostWhereInput,
  { facts, onHosts }: { facts: boolean; onHosts: OnHosts },
): Promise<SourceHost[]> {
  const rows = await db().host.findMany({ where, orderBy: { name: "asc" }, select: { ...hostSummarySelect, snapshotId: true } });
  const told: SourceHost[] = [];
  for (let from = 0; from < rows.length; from += chunkSize) {
    onHosts(from, rows.length);
    const chunk = rows.slice(from, from + chunkSize);
    const snapshots = await loadSnapshots(
      chunk.flatMap(({ snapshotId }) => snapshotId ?? []),
      facts,
    );
    for (const { snapshotId, ...row } of chunk) told.push({ ...hostSummary(row), ...seenOf(snapshots.get(snapshotId ?? ""), facts) });
  }
  return told;
}

/** Of a snapshot only what is told of it leaves the database. */
async function loadSnapshots(ids: string[], facts: boolean): Promise<Map<string, SnapshotRow>> {
  if (ids.length === 0) return new Map();
  const names = facts ? [...reportedFacts] : [];
  const rows = await db().$queryRaw<SnapshotRow[]>`
    select s."id"::text as "id", s."verdicts", (
      select jsonb_object_agg(f.name, s."readings" -> f.name) from unnest(${names}::text[]) as f(name) where s."readings" ? f.name
    ) as "readings", (
      select jsonb_agg(jsonb_build_object('fact', r.key, 'cause', r.value->'cause', 'detail', r.value->'detail') order by r.key)
      from jsonb_each(case jsonb_typeof(s."readings") when 'object' then s."readings" else '{}' end) r where r.value->>'status' = 'failed'
    ) as "unread"
    from "snapshot" s where s."id" in (${Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`))})`;
  return new Map(rows.map((row) => [row.id, row]));
}

const Said = z.object({ rule: z.string(), verdict: Verdict, because: z.string().nullable() });
const Unread = z.array(z.object({ fact: z.string(), cause: FailureCause, detail: z.string() }));

function seenOf(row: SnapshotRow | undefined, facts: boolean): Pick<SourceHost, "verdicts" | "unknown" | "unread" | "facts"> {
  const said = (z.array(z.unknown()).safeParse(row?.verdicts).data ?? []).map(verdictOf);
  const verdicts = { passed: 0, failed: 0, "not-applicable": 0, unknown: 0 };
  for (const { verdict } of said) verdicts[verdict] += 1;
  return {
    verdicts,
    unknown: said
      .filter(({ verdict }) => verdict === "unknown")
      .map(({ rule, because }) => ({ rule, because: because ?? "no reason was given" })),
    unread: Unread.safeParse(row?.unread).data ?? [],
    facts: row === undefined || !facts ? null : hostFacts(parseReadings(row.readings ?? {})),
  };
}

/** A verdict that another version wrote says nothing to this one, and is told as just that. */
function verdictOf(stored: unknown): z.infer<typeof Said> {
  const said = Said.safeParse(stored);
  if (said.success) return said.data;
  const rule = z.object({ rule: z.string() }).safeParse(stored).data?.rule ?? "a rule of another version";
  return { rule, verdict: "unknown", because: "what was stored does not fit this version: collect again" };
}
