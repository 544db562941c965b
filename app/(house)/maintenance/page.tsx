import { Plus } from "lucide-react";
import { CalendarFeed } from "#components/maintenance/calendar-feed.tsx";
import { sortedWindows } from "#components/maintenance/listed-window.ts";
import { OverrunNotice } from "#components/maintenance/overrun-notice.tsx";
import { NoWindows, WindowList } from "#components/maintenance/window-list.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { LiveRefresh } from "#components/ui/live-refresh.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { requireUser } from "#lib/http/session.ts";
import { loadWindows } from "./load-windows.ts";

export const metadata = { title: "Maintenance" };

export default async function MaintenancePage() {
  const mayChange = (await requireUser()).role === "admin";
  const now = new Date();
  const windows = await loadWindows(now);
  const { overrun, running, planned, past } = sortedWindows(windows);
  const actions = (
    <>
      <CalendarFeed />
      <ButtonLink href="/maintenance/new" look="primary" icon={<Plus aria-hidden />}>
        Plan a window
      </ButtonLink>
    </>
  );
  return (
    <>
      <PageHead title="Maintenance" actions={mayChange ? actions : undefined} />
      <p className="mb-3 max-w-prose text-ink-2">Is it safe to do this tonight? Each window is rehearsed before, and proven afterwards.</p>
      <div className="grid gap-4">
        {windows.length === 0 && <NoWindows mayChange={mayChange} />}
        <OverrunNotice number={overrun.length} />
        <WindowList title="Open now" windows={[...overrun, ...running]} now={now} />
        <WindowList title="Planned" windows={planned} now={now} />
        <WindowList title="Past" windows={past} now={now} />
      </div>
      <LiveRefresh everySeconds={30} />
    </>
  );
}
