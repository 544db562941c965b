import { KeptList } from "#components/reports/kept-list.tsx";
import { RetentionCard } from "#components/reports/retention-card.tsx";
import { ScheduleCard } from "#components/reports/schedule-card.tsx";
import { LiveRefresh } from "#components/ui/live-refresh.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { requireUser } from "#lib/http/session.ts";
import { loadReportsPage } from "./load-reports-page.ts";

export const metadata = { title: "Reports" };

export default async function ReportsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const mayChange = (await requireUser()).role === "admin";
  const now = new Date();
  const { kept, retention, schedules, surroundings, isBusy } = await loadReportsPage(await searchParams, now);
  const toSchedules = (
    <a href="#schedules" className="rounded-sm text-accent hover:underline two:hidden">
      Schedules
    </a>
  );
  return (
    <>
      <PageHead title="Reports" actions={toSchedules} />
      <p className="mb-3 max-w-prose text-ink-2">
        What was known when: each report is kept as it was made, and its hash proves that nobody has changed it since.
      </p>
      <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1fr)_340px]">
        <KeptList {...kept} retention={retention.retention} mayChange={mayChange} now={now} />
        <div id="schedules" className="grid min-w-0 gap-4">
          <ScheduleCard schedules={schedules} surroundings={surroundings} mayChange={mayChange} />
          <RetentionCard {...retention} mayChange={mayChange} />
        </div>
      </div>
      <LiveRefresh everySeconds={isBusy ? 2 : 30} />
    </>
  );
}
