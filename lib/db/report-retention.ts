import { type Ageing, defaultRetention, planLeaving, Retention } from "#lib/reports/schedules/retention.ts";
import { audit } from "./audit.ts";
import { type Db, db, inTransaction } from "./client.ts";
import { storableJson } from "./json.ts";
import { dropReport } from "./reports.ts";

const key = "report-retention";

/** How long reports are kept: as it was set, else the default. */
export async function loadRetention(tx: Db = db()): Promise<Retention> {
  const row = await tx.setting.findUnique({ where: { key } });
  return Retention.safeParse(row?.value).data ?? defaultRetention;
}

/** Sets how long, and says of each report anew when it goes. */
export async function saveRetention(retention: Retention, by: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const value = storableJson(retention);
    await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    await audit({ actor: by, action: "report-retention.changed", subject: "reports", detail: { ...retention } }, tx);
  });
  await announceLeaving(now);
}

/** What all files take in the database, in bytes. */
export async function storedBytes(): Promise<number> {
  return [...(await fileBytes()).values()].reduce((sum, size) => sum + size, 0);
}

/** The day on which the next reports go by themselves, and how many go on it; null where none does. */
export async function nextLeaving(): Promise<{ at: Date; number: number } | null> {
  const [next] = await db().$queryRaw<{ at: Date; number: number }[]>`
    select min("goesAt") as at, count(*)::int as number from "report"
    where not "keep" and "goesAt" is not null group by ("goesAt" at time zone 'UTC')::date order by 1 limit 1`;
  return next ?? null;
}

/** Which reports have their time come: announces the others, removes those whose notice is over. Returns how many went. */
export async function tidyReports(now: Date): Promise<number> {
  await announceLeaving(now);
  const gone = await db().storedReport.findMany({
    where: { keep: false, goesAt: { lte: now }, status: { in: ["done", "failed"] } },
    orderBy: { requestedAt: "asc" },
    select: { id: true },
    take: 500,
  });
  let removed = 0;
  for (const { id } of gone) removed += (await expire(id, now)) ? 1 : 0;
  return removed;
}

/** Once, of several workers that look at the same time; a report that somebody keeps at this moment stays. */
function expire(id: string, now: Date): Promise<boolean> {
  return inTransaction(async (tx) => {
    const row = await tx.storedReport.findFirst({ where: { id, keep: false, goesAt: { lte: now } } });
    if (row === null || !(await dropReport(tx, row, { keep: false }))) return false;
    const { kind, name, format, hash, goesBecause } = row;
    await audit(
      { actor: "bulkhead", action: "report.expired", subject: id, detail: { kind, name, format, hash, because: goesBecause } },
      tx,
    );
    return true;
  });
}

async function announceLeaving(now: Date): Promise<void> {
  const [rows, sizes, retention] = await Promise.all([loadAgeing(), fileBytes(), loadRetention()]);
  const before = new Map(rows.map(({ report, because }) => [report.id, { goesAt: report.goesAt, because }]));
  for (const [id, leaving] of planLeaving(
    rows.map(({ report }) => report),
    sizes,
    retention,
    now,
  )) {
    const { goesAt, because } = leaving;
    const was = before.get(id);
    if (was?.goesAt?.getTime() === goesAt?.getTime() && was?.because === because) continue;
    // Not of one that somebody keeps, or lets go, at this moment.
    await db().storedReport.updateMany({ where: { id, ...(goesAt !== null && { keep: false }) }, data: { goesAt, goesBecause: because } });
  }
}

async function loadAgeing(): Promise<{ report: Ageing; because: string | null }[]> {
  const select = { id: true, requestedAt: true, hash: true, keep: true, status: true, goesAt: true, goesBecause: true } as const;
  const rows = await db().storedReport.findMany({ select });
  return rows.map(({ id, requestedAt, hash, keep, status, goesAt, goesBecause }) => {
    const stays = keep || status === "queued" || status === "running";
    return { report: { id, requestedAt, hash, stays, goesAt }, because: goesBecause };
  });
}

async function fileBytes(): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ hash: string; size: number }[]>`select "hash", octet_length("content") as size from "report_file"`;
  return new Map(rows.map(({ hash, size }) => [hash, size]));
}
