import { Plus } from "lucide-react";
import { Suspense } from "react";
import { CannotSee } from "#components/fleet/cannot-see.tsx";
import { FirstHost, NothingFits } from "#components/fleet/empty-fleet.tsx";
import { FleetFilters } from "#components/fleet/fleet-filters.tsx";
import { headlinesOf } from "#components/fleet/fleet-host.ts";
import { Headlines } from "#components/fleet/headlines.tsx";
import { HelpMostSkeleton } from "#components/fleet/help-most.tsx";
import { HostList } from "#components/fleet/host-list.tsx";
import { ReportMenu } from "#components/reports/report-menu.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { LiveRefresh } from "#components/ui/live-refresh.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { requireUser } from "#lib/http/session.ts";
import { FleetAsAWhole } from "./fleet-as-a-whole.tsx";
import { HelpMostNow } from "./help-most-now.tsx";
import { loadFleetPage } from "./load-fleet-page.ts";
import { WhatChangedNow } from "./what-changed-now.tsx";

export const metadata = { title: "Fleet" };

export default async function FleetPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const mayChange = (await requireUser()).role === "admin";
  const { view, hosts, total, sums, unseen } = await loadFleetPage(await searchParams);
  const now = new Date();
  if (sums.hosts === 0)
    return (
      <>
        <PageHead title="Fleet" />
        <FirstHost mayAdd={mayChange} />
      </>
    );
  const actions = (
    <>
      <ReportMenu kind="fleet" hosts={sums.hosts} />
      {mayChange && (
        <ButtonLink href="/hosts/new" icon={<Plus aria-hidden />}>
          Add host
        </ButtonLink>
      )}
    </>
  );
  return (
    <>
      <PageHead title="Fleet" actions={actions} />
      <Headlines headlines={headlinesOf(sums)} />
      <FleetFilters view={view} />
      <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1fr)_288px]">
        {hosts.length === 0 ? <NothingFits /> : <HostList hosts={hosts} total={total} view={view} now={now} />}
        <div className="grid min-w-0 gap-4">
          <Suspense fallback={<HelpMostSkeleton />}>
            <HelpMostNow />
          </Suspense>
          <WhatChangedNow now={now} />
          <CannotSee hosts={unseen.hosts} total={unseen.total} />
        </div>
      </div>
      <div className="mt-4">
        <Suspense>
          <FleetAsAWhole mayChange={mayChange} now={now} />
        </Suspense>
      </div>
      <LiveRefresh everySeconds={hosts.some((host) => host.activeVisitId !== null) ? 2 : 30} />
    </>
  );
}
