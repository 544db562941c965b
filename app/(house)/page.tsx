import { Plus } from "lucide-react";
import { CannotSee } from "#components/fleet/cannot-see.tsx";
import { FirstHost, NothingFits } from "#components/fleet/empty-fleet.tsx";
import { FleetFilters } from "#components/fleet/fleet-filters.tsx";
import { Headlines } from "#components/fleet/headlines.tsx";
import { HelpMost } from "#components/fleet/help-most.tsx";
import { HostList } from "#components/fleet/host-list.tsx";
import { ReadinessMatrix } from "#components/fleet/readiness-matrix.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { LiveRefresh } from "#components/ui/live-refresh.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { requireUser } from "#lib/http/session.ts";
import { loadFleetPage } from "./load-fleet-page.ts";

export const metadata = { title: "Fleet" };

export default async function FleetPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  await requireUser();
  const { view, all, shown, headlines, fixes } = await loadFleetPage(await searchParams);
  const now = new Date();
  const add = (
    <ButtonLink href="/hosts/new" icon={<Plus aria-hidden />}>
      Add host
    </ButtonLink>
  );
  if (all.length === 0)
    return (
      <>
        <PageHead title="Fleet" />
        <FirstHost />
      </>
    );
  return (
    <>
      <PageHead title="Fleet" actions={add} />
      <Headlines headlines={headlines} />
      <FleetFilters view={view} />
      <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1fr)_288px]">
        <div className="grid min-w-0 gap-4">
          {shown.length === 0 ? <NothingFits /> : <ReadinessMatrix hosts={shown} />}
          {shown.length > 0 && <HostList hosts={shown} view={view} now={now} />}
        </div>
        <div className="grid min-w-0 gap-4">
          <HelpMost fixes={fixes} />
          <CannotSee hosts={all} />
        </div>
      </div>
      <LiveRefresh everySeconds={all.some((host) => host.activeVisitId !== null) ? 2 : 30} />
    </>
  );
}
