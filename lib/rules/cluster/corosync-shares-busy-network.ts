import { defineRule, type Level, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { clusterName } from "#lib/rules/shared/votes.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { ownCorosyncAddresses } from "./parts/corosync-addresses.ts";
import { isWide, trafficOn } from "./parts/corosync-traffic.ts";
import { underlyingCards } from "./parts/underlying-cards.ts";

export const corosyncSharesBusyNetwork = defineRule({
  id: "cluster/corosync-shares-busy-network",
  title: "Corosync has no network of its own: storage or guest traffic can delay its token",
  why: "A backup or a migration fills the link, the token comes late, and the node counts as lost: with HA it resets itself although nothing is broken.",
  scope: "cluster",
  scenarios: ["network-change", "nas-loss"],
  likelihood: 2,
  impact: 3,
  needs: ["clusterConfig", "addresses"],
  wants: ["corosyncLinks", "corosyncEvents", "guests", "storages", "mounts", "cephConfig", "links", "bonds"],
  check({ clusterConfig, addresses, corosyncLinks, corosyncEvents, links: devices, bonds, ...users }): Observation[] {
    if (clusterConfig.nodes.length < 2) throw new NotApplicable("the cluster has one node");
    const own = ownCorosyncAddresses(clusterConfig, corosyncLinks, addresses);
    if (own.length === 0) throw new Undecidable("none of the addresses in corosync.conf is one of this node's");
    const links = own.map((entry) => ({ entry, traffic: trafficOn(entry, users) }));
    if (links.some(({ traffic }) => traffic.length === 0)) return [];
    const lost = (corosyncEvents?.events ?? []).filter(({ kind }) => kind === "token-lost" || kind === "processor-failed");
    // Ten gigabits bear a backup beside the token, as long as the log agrees.
    const wide = corosyncEvents !== undefined && own.every((entry) => isWide(underlyingCards(entry.interface, devices ?? []), bonds ?? []));
    return [
      {
        subject: clusterName(clusterConfig, undefined),
        key: "network",
        observed: [
          ...links.map(({ entry, traffic }) => `${entry.address} on ${entry.interface} beside ${listed(traffic)}`),
          ...(lost.length > 0 ? ["the token was lost within 14 days"] : []),
        ].join("; "),
        expected: "one link of corosync in a network without storage and guests",
        cite: [...own.map((entry) => entry.at), ...lost.map((event) => event.at)],
        likelihood: lost.length > 0 ? 3 : wide ? 1 : 2,
        impact: (wide && lost.length === 0 ? 1 : 3) as Level,
        confidence: "inferred",
      },
    ];
  },
  remedy: {
    steps: [
      "Give every node an address in a VLAN on a card that carries neither storage nor guests; 1 Gbit/s is plenty.",
      "Add it to /etc/pve/corosync.conf as another link (`ring1_addr`) with a higher `knet_link_priority`, and raise `config_version`.",
    ],
    risk: "A mistake in corosync.conf takes the whole cluster apart: edit a copy, and have a console of every node open.",
    verify: "corosync-cfgtool -s",
  },
  references: ["corosync.conf(5)", "pvecm(1)"],
});
