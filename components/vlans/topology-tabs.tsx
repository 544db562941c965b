import { TabStrip } from "#components/ui/tab-strip.tsx";

const places = [
  { href: "/topology", name: "Picture" },
  { href: "/topology/vlans", name: "VLANs" },
] as const;

/** The ways to look at how the fleet hangs together. */
export function TopologyTabs({ at }: { at: (typeof places)[number]["href"] }) {
  return <TabStrip label="Topology" tabs={places.map((place) => ({ ...place, current: place.href === at, prefetch: false }))} />;
}
