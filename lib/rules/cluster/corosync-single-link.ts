import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { clusterName } from "#lib/rules/shared/votes.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { ownCorosyncAddresses } from "./parts/corosync-addresses.ts";
import { downLinks, sharedCard } from "./parts/corosync-link-faults.ts";
import { underlyingCards } from "./parts/underlying-cards.ts";

export const corosyncSingleLink = defineRule({
  id: "cluster/corosync-single-link",
  title: "Corosync has one network link only",
  why: "A port, a cable or a switch takes the votes of the whole cluster with it: quorum is gone, and nodes with HA guests reset themselves.",
  scope: "cluster",
  scenarios: ["network-change", "hardware-fault"],
  likelihood: 2,
  impact: 3,
  needs: ["clusterConfig"],
  wants: ["corosyncLinks", "clusterStatus", "addresses", "links"],
  check({ clusterConfig, corosyncLinks, clusterStatus, addresses, links }) {
    const { nodes } = clusterConfig;
    if (nodes.length < 2) throw new NotApplicable("the cluster has one node");
    if (nodes.every((node) => node.addresses.length === 0)) throw new Undecidable("corosync.conf names no addresses");
    const subject = clusterName(clusterConfig, clusterStatus);
    const own = ownCorosyncAddresses(clusterConfig, corosyncLinks, addresses ?? []);
    const few = nodes.filter((node) => node.addresses.length < 2);
    if (few.length === 0)
      return [...downLinks(clusterConfig, corosyncLinks, clusterStatus, subject), ...sharedCard(own, links ?? [], subject)];
    const cards = own.flatMap((entry) => underlyingCards(entry.interface, links ?? []));
    const where =
      own.length === 0
        ? ""
        : `; here on ${listed(own.map((entry) => entry.interface))}${cards.length > 1 ? `, a bond of ${listed(cards)}` : ""}`;
    return [
      {
        subject,
        key: "links",
        observed: `one address for ${few.length === nodes.length ? `each of ${nodes.length} nodes` : listed(few.map((node) => node.name ?? `node ${node.nodeId}`))}${where}`,
        expected: "two addresses for each node (ring0_addr and ring1_addr) in networks that share no switch",
        cite: few.slice(0, maximumCites).map((node) => node.at),
        // A bond bears the loss of a port or cable; whether of a switch, no host can tell.
        likelihood: cards.length > 1 ? 1 : 2,
      },
    ];
  },
  remedy: {
    steps: [
      "Give every node an address in a second network, on another card and switch, and try it with `ping`.",
      "`cp /etc/pve/corosync.conf /etc/pve/corosync.conf.new`, add `ring1_addr` to every node, a second `interface { linknumber: 1 }`, and raise `config_version`.",
      "`mv /etc/pve/corosync.conf.new /etc/pve/corosync.conf`: all nodes take it over at once.",
    ],
    risk: "A mistake in corosync.conf takes the whole cluster apart: edit a copy, and have a console of every node open.",
    verify: "corosync-cfgtool -s",
  },
  references: ["corosync.conf(5)", "pvecm(1)"],
});
