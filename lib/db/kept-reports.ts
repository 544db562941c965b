import { z } from "zod";
import { db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import type { Mail } from "./outbox.ts";
import { parseStoredReport, type StoredReport } from "./reports.ts";

/** The run of a schedule that made a report. */
export interface ReportRun {
  id: string;
  /** Null where the schedule was removed since. */
  trigger: "weekly" | "before-window" | null;
  window: { id: string; title: string; timeZone: string } | null;
  /** When it was due; of a window, when that began or begins. */
  at: Date;
  recipients: string[];
  /** The mail that takes its reports there; null while they are made, where nobody is to get one, and when it is no longer listed. */
  mail: Pick<Mail, "id" | "status" | "attempts" | "createdAt" | "sentAt" | "errorText"> | null;
}

/** A report with who or what made it. `run` is null for one that a person asked for. */
export type KeptReport = StoredReport & { run: ReportRun | null };

const runSelect = {
  id: true,
  at: true,
  recipients: true,
  mailId: true,
  schedule: { select: { trigger: true } },
  window: { select: { id: true, title: true, timeZone: true } },
} as const satisfies Prisma.ReportRunSelect;
const mailSelect = { id: true, status: true, attempts: true, createdAt: true, sentAt: true, errorText: true } as const;

/**
 * One page of the reports that are kept, newest first, and how many there are in all. `unreadable` counts those of the page that do not fit this
 * version.
 */
export async function listKeptReports(
  page: number,
  perPage: number,
): Promise<{ reports: KeptReport[]; total: number; unreadable: number }> {
  const [total, rows] = await Promise.all([
    db().storedReport.count(),
    db().storedReport.findMany({
      orderBy: [{ requestedAt: "desc" }, { format: "desc" }, { id: "asc" }],
      skip: (page - 1) * perPage,
      take: perPage,
      include: { run: { select: runSelect } },
    }),
  ]);
  const mails = await db().mail.findMany({ where: { id: { in: rows.flatMap(({ run }) => run?.mailId ?? []) } }, select: mailSelect });
  const mailById = new Map(mails.map((mail) => [mail.id, mail]));
  const reports = rows.flatMap((row) => {
    const report = parseStoredReport(row);
    if (report === undefined) return [];
    return [{ ...report, run: row.run && runOf(row.run, mailById.get(row.run.mailId ?? "") ?? null) }];
  });
  return { reports, total, unreadable: rows.length - reports.length };
}

function runOf(row: Prisma.ReportRunGetPayload<{ select: typeof runSelect }>, mail: ReportRun["mail"]): ReportRun {
  const { id, at, window, recipients } = row;
  const trigger = z
    .enum(["weekly", "before-window"])
    .nullable()
    .catch(null)
    .parse(row.schedule?.trigger ?? null);
  return { id, trigger, window, at, recipients, mail };
}
