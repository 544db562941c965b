import type { ListedSchedule } from "#components/reports/schedule-view.ts";
import { momentWords } from "#components/reports/words.ts";
import { askedPage, rowsPerPage } from "#components/ui/paging.ts";
import { listKeptReports } from "#lib/db/kept-reports.ts";
import { loadMailSettings } from "#lib/db/mail-settings.ts";
import { loadRetention, nextLeaving, storedBytes } from "#lib/db/report-retention.ts";
import { type NextWindowRun, nextWindowRun } from "#lib/db/report-runs.ts";
import { listReportSchedules, listScheduleSubjects, type ReportSchedule } from "#lib/db/report-schedules.ts";
import { plainLine } from "#lib/plain-text.ts";

/** Everything that the page of reports shows. */
export async function loadReportsPage(search: Record<string, string | string[] | undefined>, now: Date) {
  const page = askedPage(search.page);
  const [kept, schedules, retention, stored, leaving, mail, subjects] = await Promise.all([
    listKeptReports(page, rowsPerPage),
    listReportSchedules(),
    loadRetention(),
    storedBytes(),
    nextLeaving(),
    loadMailSettings(),
    listScheduleSubjects(),
  ]);
  const before = schedules.find((schedule) => schedule.trigger === "before-window");
  const nextWindow = before?.trigger === "before-window" ? await nextWindowRun(before.leadMinutes, now) : null;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return {
    kept: { ...kept, page },
    retention: { retention, storedBytes: stored, leaving },
    schedules: schedules.map((schedule): ListedSchedule => ({ ...schedule, next: nextWords(schedule, nextWindow, now) })),
    surroundings: { ...subjects, timeZone, isMailSet: mail !== null },
    isBusy: nextWindow?.isPending === true || kept.reports.some(({ status }) => status === "queued" || status === "running"),
  };
}

function nextWords(schedule: ReportSchedule, next: NextWindowRun | null, now: Date): string | null {
  if (schedule.trigger === "weekly") return schedule.nextAt && `Next: ${momentWords(schedule.nextAt, schedule.timeZone)}`;
  if (next === null) return "No window is planned whose report is still to be made";
  const title = plainLine(next.window.title, 120);
  if (next.isPending) return `Under way for “${title}”: its hosts are read afresh`;
  return `Next: ${next.dueAt <= now ? "now" : momentWords(next.dueAt, next.window.timeZone)}, for “${title}”`;
}
