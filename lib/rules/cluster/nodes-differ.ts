import type { Facts } from "#lib/facts/index.ts";
import type { Peer } from "#lib/rules/context.ts";
import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { clusterName } from "#lib/rules/shared/votes.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { bridgeDifferences, otherAddresses } from "./parts/node-differences.ts";
import { fullHostName, processorFaults, takeOverFaults } from "./parts/node-faults.ts";

export const nodesDiffer = defineRule({
  id: "cluster/nodes-differ",
  title: "Nodes of one cluster differ in what their guests rely on",
  why: "A guest that moves here, by hand or by HA after a node has failed, finds another network than at home: it does not start, or starts without one.",
  scope: "cluster",
  scenarios: ["node-loss"],
  likelihood: 2,
  impact: 3,
  needs: ["clusterConfig"],
  wants: ["peers", "names", "networkConfig", "links", "clusterGuests", "highAvailability", "guests", "firmware"],
  check({ clusterConfig, peers, names, networkConfig, links, clusterGuests, highAvailability, guests, firmware }): Observation[] {
    const subject = clusterName(clusterConfig, undefined);
    return [
      ...fullHostName(clusterConfig, names),
      ...bridges(networkConfig, links, peers ?? [], subject),
      ...hostsFiles(names, clusterConfig, peers ?? []),
      ...processorFaults({ firmware, guests, clusterGuests }, peers ?? [], subject),
      ...takeOverFaults({ clusterGuests, highAvailability, links, networkConfig, guests }, names?.nodeName ?? "this node"),
    ];
  },
  remedy: {
    steps: ["Bring the nodes to one state, the node without guests first."],
    risk: "A change of the network over SSH can cut the host off: have its console open.",
    verify: "ip -d link show type bridge",
  },
  postmortems: ["bridge-not-vlan-aware-on-one-node", "hosts-fqdn-first"],
  references: ["pvecm(1)"],
});

function bridges(
  config: Facts["networkConfig"] | undefined,
  links: Facts["links"] | undefined,
  peers: readonly Peer[],
  cluster: string,
): Observation[] {
  return bridgeDifferences({ networkConfig: config, links }, peers).map(({ bridge, here, there, cite }) => ({
    subject: bridge,
    key: `bridge ${bridge}`,
    title: `${bridge} is not the same on all nodes of ${cluster}`,
    observed: `here ${here}; ${listed(there)}`,
    expected: "the same VLANs and MTU on every node's bridge of this name",
    cite: cite.slice(0, maximumCites),
  }));
}

function hostsFiles(names: Facts["names"] | undefined, config: Facts["clusterConfig"], peers: readonly Peer[]): Observation[] {
  if (names === undefined) return [];
  return otherAddresses(names, config, peers).map(({ peer, address, entry }) => ({
    subject: peer,
    key: `hosts ${peer}`,
    title: `/etc/hosts gives ${peer} an address that it does not have`,
    observed: `${peer} is ${entry.address} here; it has ${address}`,
    expected: `an address of ${peer}`,
    cite: [entry.at],
    impact: 2 as Level,
  }));
}
