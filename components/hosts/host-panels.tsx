import { type ChangesPage, ChangesPanel } from "#components/changes/changes-panel.tsx";
import { EvidencePanel, type OpenSection, type Section } from "#components/evidence/evidence-panel.tsx";
import type { FindingView } from "#components/findings/finding-view.ts";
import { Card, Empty } from "#components/ui/card.tsx";
import type { Readings } from "#lib/facts/index.ts";
import { bridgeFaults, portNotes } from "#lib/reports/host/bridge-notes.ts";
import { notReadOf } from "#lib/reports/host/not-read.ts";
import { type Scenario, scenarios } from "#lib/rules/rule.ts";
import { ClusterPanel } from "./cluster-panel.tsx";
import { FindingsPanel } from "./findings-panel.tsx";
import { GuestsPanel } from "./guests-panel.tsx";
import { HardwarePanel } from "./hardware-panel.tsx";
import { NetworkPanel } from "./network-panel.tsx";
import { NotReadPanel } from "./not-read-panel.tsx";
import { StoragePanel } from "./storage-panel.tsx";
import type { HostTab } from "./tabs.tsx";

interface Props {
  page: {
    head: { id: string; unknown: readonly { rule: string; because: string }[] };
    snapshot: { readings: Readings } | null;
    views: readonly FindingView[];
    evidence: readonly Section[];
  };
  tab: HostTab;
  scenario: string | string[] | undefined;
  /** Id of the finding to open. */
  finding: string | string[] | undefined;
  section: OpenSection | null;
  /** What changed; null where another part is open. */
  changes: ChangesPage | null;
  now: Date;
  mayChange: boolean;
}

/** The part of a host's page that is open. */
export function HostPanels({ page, tab, scenario, finding, section, changes, now, mayChange }: Props) {
  const { head, snapshot, views, evidence } = page;
  const hrefOf = (source: string) => `/hosts/${head.id}?tab=evidence&source=${encodeURIComponent(source)}`;
  if (snapshot === null)
    return (
      <Card>
        <Empty>Nothing has been read from this host yet. Collect now: a visit takes a few seconds and writes nothing on it.</Empty>
      </Card>
    );
  const { readings } = snapshot;
  const faults = bridgeFaults(views.map((view) => view.finding));
  const notes = portNotes(readings);
  switch (tab) {
    case "findings":
      return (
        <FindingsPanel
          hostId={head.id}
          views={views}
          scenario={scenarioOf(scenario)}
          openFinding={typeof finding === "string" ? finding : null}
          bridges={readings.bridgeVlans?.status === "ok" ? readings.bridgeVlans.value : []}
          faults={faults}
          notes={notes}
          readAtOf={(source) => evidence.find((section) => section.source === source)?.readAt ?? null}
          now={now}
          unknownRules={head.unknown.length}
          mayChange={mayChange}
          evidenceHref={(source) => (evidence.some((section) => section.source === source) ? hrefOf(source) : null)}
        />
      );
    case "network":
      return <NetworkPanel readings={readings} faults={faults} notes={notes} />;
    case "storage":
      return <StoragePanel readings={readings} />;
    case "hardware":
      return <HardwarePanel readings={readings} />;
    case "guests":
      return <GuestsPanel readings={readings} />;
    case "cluster":
      return <ClusterPanel readings={readings} />;
    case "changes":
      return changes === null ? null : <ChangesPanel hostId={head.id} page={changes} now={now} mayChange={mayChange} />;
    case "not-read":
      return <NotReadPanel notRead={notReadOf(readings)} unknown={head.unknown} />;
    case "evidence":
      return <EvidencePanel sections={evidence} open={section} hrefOf={hrefOf} now={now} />;
  }
}

function scenarioOf(asked: string | string[] | undefined): Scenario | null {
  return scenarios.find((scenario) => scenario === asked) ?? null;
}
