import { idOf, orNotFound } from "#app/(house)/or-not-found.ts";
import { CollectNow } from "#components/hosts/collect-now.tsx";
import { HostHeader } from "#components/hosts/host-header.tsx";
import { HostPanels } from "#components/hosts/host-panels.tsx";
import { LastError } from "#components/hosts/last-error.tsx";
import { ScoreExplained } from "#components/hosts/score-explained.tsx";
import { HostTabs, tabOf } from "#components/hosts/tabs.tsx";
import { WorkLinks } from "#components/hosts/work-links.tsx";
import { ReportMenu } from "#components/reports/report-menu.tsx";
import { LiveRefresh } from "#components/ui/live-refresh.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { loadHostSummary } from "#lib/db/hosts.ts";
import { requireUser } from "#lib/http/session.ts";
import { loadChangesPage } from "./load-changes-page.ts";
import { loadHostPage, openSection } from "./load-host-page.ts";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props) {
  await requireUser();
  return { title: (await orNotFound(loadHostSummary(await idOf(params)))).name };
}

export default async function HostPage({ params, searchParams }: Props) {
  const { role } = await requireUser();
  const id = await idOf(params);
  const parameters = await searchParams;
  const { tab: asked, scenario, finding, source } = parameters;
  const tab = tabOf(asked);
  const page = await orNotFound(loadHostPage(id));
  const { host, head, snapshot } = page;
  const section = tab === "evidence" ? await openSection(page, typeof source === "string" ? source : undefined) : null;
  const changes = tab === "changes" ? await loadChangesPage(id, parameters) : null;
  const now = new Date();
  return (
    <>
      <PageHead
        title={host.name}
        trail={[{ name: "Fleet", href: "/" }]}
        actions={
          <>
            <ReportMenu kind="host" id={id} hosts={1} />
            <WorkLinks hostId={id} mayPlan={role === "admin"} />
            <CollectNow hostId={id} activeVisitId={host.activeVisitId} />
          </>
        }
      />
      <HostHeader host={head} now={now} />
      {host.lastError !== null && (
        <LastError
          hostId={id}
          state={host.state}
          error={host.lastError}
          lastSeenAt={host.lastSeenAt}
          mayChange={role === "admin"}
          now={now}
        />
      )}
      {snapshot?.score != null && <ScoreExplained score={snapshot.score} />}
      <HostTabs hostId={id} tab={tab} counts={{ findings: page.views.length, guests: head.guests?.all, "not-read": head.unknown.length }} />
      <HostPanels {...{ page, tab, scenario, finding, section, changes, now }} mayChange={role === "admin"} />
      <LiveRefresh everySeconds={60} />
    </>
  );
}
