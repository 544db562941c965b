import { orNotFound } from "#app/(house)/or-not-found.ts";
import { ExposureCard } from "#components/postmortems/exposure-card.tsx";
import { exposureViewOf } from "#components/postmortems/exposure-view.ts";
import { OriginChip } from "#components/postmortems/library-list.tsx";
import { OwnActions } from "#components/postmortems/own-actions.tsx";
import { PostmortemView } from "#components/postmortems/postmortem-view.tsx";
import { ReportMenu } from "#components/reports/report-menu.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { loadEntry } from "#lib/db/library.ts";
import { requireUser } from "#lib/http/session.ts";
import { rules } from "#lib/rules/index.ts";
import { loadIncidentPage } from "./load-incident-page.ts";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const known = new Set(rules.map((rule) => rule.id));

export async function generateMetadata({ params }: Props) {
  await requireUser();
  return { title: (await orNotFound(loadEntry((await params).id))).title };
}

export default async function PostmortemPage({ params, searchParams }: Props) {
  const mayChange = (await requireUser()).role === "admin";
  const { entry, exposure, open } = await orNotFound(loadIncidentPage((await params).id));
  return (
    <>
      <PageHead
        title={entry.title}
        trail={[{ name: "Postmortems", href: "/postmortems" }]}
        badge={<OriginChip origin={entry.origin} />}
        actions={
          <>
            <ReportMenu kind="postmortem" id={entry.id} hosts={exposure.hosts.length} />
            {mayChange && entry.origin === "own" && <OwnActions id={entry.id} title={entry.title} />}
          </>
        }
      />
      <PostmortemView postmortem={entry} open={open} known={known}>
        <ExposureCard id={entry.id} exposure={exposure} view={exposureViewOf(await searchParams)} known={known} />
      </PostmortemView>
    </>
  );
}
