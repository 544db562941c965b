import { TabStrip } from "#components/ui/tab-strip.tsx";

export const hostTabs = ["findings", "network", "storage", "hardware", "guests", "cluster", "changes", "not-read", "evidence"] as const;
export type HostTab = (typeof hostTabs)[number];

/** The part that the address asks for; the findings where it asks for none that there is. */
export function tabOf(asked: string | string[] | undefined): HostTab {
  return hostTabs.find((tab) => tab === asked) ?? "findings";
}

const names: Record<HostTab, string> = {
  findings: "Findings",
  network: "Network",
  storage: "Storage",
  hardware: "Hardware",
  guests: "Guests",
  cluster: "Cluster",
  changes: "Changes",
  "not-read": "Not read",
  evidence: "Evidence",
};

/** The parts of a host's page. */
export function HostTabs({ hostId, tab, counts }: { hostId: string; tab: HostTab; counts: { [Tab in HostTab]?: number | undefined } }) {
  const tabs = hostTabs.map((each) => ({
    href: `/hosts/${hostId}${each === "findings" ? "" : `?tab=${each}`}`,
    name: names[each],
    current: each === tab,
    count: counts[each],
  }));
  return <TabStrip label="Parts of this host" tabs={tabs} scroll={false} className="mt-4" />;
}
