"use client";

import { TabStrip } from "#components/ui/tab-strip.tsx";
import { views } from "#lib/graph/topology/picture.ts";
import { type TopologyView, topologyHref, topologyViewOf } from "./topology-view.ts";
import { viewWords } from "./words.tsx";

/** The ways to look at how the fleet hangs together; `view` is null on the page of VLANs. */
export function TopologyTabs({ view }: { view: TopologyView | null }) {
  const base: TopologyView = { ...(view ?? topologyViewOf(new URLSearchParams())), focus: null, hops: 1, node: null, text: "" };
  const tabs = views.map((name) => ({ href: topologyHref(base, { view: name }), name: viewWords[name], current: view?.view === name }));
  const vlans = { href: "/topology/vlans", name: "VLANs", current: view === null };
  return <TabStrip label="Views of the topology" tabs={[...tabs, vlans]} scroll={false} />;
}
