import { TopologyTabs } from "#components/topology/topology-tabs.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { VlansBoard } from "#components/vlans/vlans-board.tsx";
import { vlansViewOf } from "#components/vlans/vlans-view.ts";
import { requireUser } from "#lib/http/session.ts";
import { loadStandingFindings } from "./load-standing-findings.ts";

export const metadata = { title: "VLANs" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function VlansPage({ searchParams }: Props) {
  const mayChange = (await requireUser()).role === "admin";
  const [view, findings] = await Promise.all([searchParams.then(vlansViewOf), loadStandingFindings()]);
  return (
    <>
      <PageHead title="Topology" />
      <TopologyTabs view={null} />
      <VlansBoard view={view} findings={findings} mayAdd={mayChange} />
    </>
  );
}
