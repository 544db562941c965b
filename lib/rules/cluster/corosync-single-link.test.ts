import { corosyncLink } from "#lib/rules/testing/cluster-testing.ts";
import { address, clusterConfig, clusterStatus, link } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { corosyncSingleLink } from "./corosync-single-link.ts";

const names = ["a", "b", "c"];
const one = clusterConfig("lab", names);
const two = { ...one, nodes: one.nodes.map((node, index) => ({ ...node, addresses: [`10.0.0.${index + 1}`, `10.1.0.${index + 1}`] })) };
const cards = [link("eno1"), link("eno2"), link("eno1.7", { kind: "vlan", vlan: { id: 7, parent: "eno1" } })];
const bond = [
  link("eno1", { master: "bond0" }),
  link("eno2", { master: "bond0" }),
  link("bond0", { kind: "bond", master: "vmbr0" }),
  link("vmbr0", { kind: "bridge" }),
];

describeRule(
  corosyncSingleLink,
  { clusterConfig: one, addresses: [address("eno1", "10.0.0.1/24")], links: cards },
  {
    fails: {
      "only ring0_addr": [{}, { severity: "medium", subject: "lab", observed: "one address for each of 3 nodes; here on eno1" }],
      "one node lacks the second link": [
        { clusterConfig: { ...two, nodes: two.nodes.map((node) => (node.name === "c" ? { ...node, addresses: ["10.0.0.3"] } : node)) } },
        { severity: "medium", observed: "one address for c; here on eno1" },
      ],
      "a single link on a bond bears a port": [
        { addresses: [address("vmbr0", "10.0.0.1/24")], links: bond },
        { severity: "low", observed: "one address for each of 3 nodes; here on vmbr0, a bond of eno1 and eno2" },
      ],
      "the second link is down": [
        {
          clusterConfig: two,
          corosyncLinks: [corosyncLink(0, "10.0.0.1", { 2: true, 3: true }), corosyncLink(1, "10.1.0.1", { 2: false, 3: true })],
        },
        {
          severity: "high",
          title: "Corosync's link 1 is down: the cluster hangs on what is left",
          observed: "link 1 (10.1.0.1): no connection to b",
        },
      ],
      "corosync 2 calls a ring faulty": [
        { clusterConfig: two, corosyncLinks: [corosyncLink(0, "10.0.0.1", {}), corosyncLink(1, "10.1.0.1", {}, { healthy: false })] },
        "high",
      ],
      "two links through one card": [
        { clusterConfig: two, addresses: [address("eno1", "10.0.0.1/24"), address("eno1.7", "10.1.0.1/24")] },
        { severity: "medium", confidence: "inferred", title: "All 2 links of corosync run through eno1" },
      ],
    },
    passes: {
      "ring0 + ring1 connected": {
        clusterConfig: two,
        addresses: [address("eno1", "10.0.0.1/24"), address("eno2", "10.1.0.1/24")],
        corosyncLinks: [corosyncLink(0, "10.0.0.1", { 2: true, 3: true }), corosyncLink(1, "10.1.0.1", { 2: true, 3: true })],
      },
      "a node that is switched off takes no link down": {
        clusterConfig: two,
        clusterStatus: clusterStatus("2/3/2", [null, null]),
        corosyncLinks: [corosyncLink(0, "10.0.0.1", { 2: true, 3: false }), corosyncLink(1, "10.1.0.1", { 2: true, 3: false })],
      },
      "two links, and nothing but corosync.conf was read": { clusterConfig: two, addresses: undefined, links: undefined },
    },
    notApplicable: { "a cluster of one node": { clusterConfig: clusterConfig("lab", ["a"]) } },
    unknown: {
      "no node list, as multicast clusters have it": {
        clusterConfig: { ...one, nodes: one.nodes.map((node) => ({ ...node, addresses: [] })) },
      },
    },
  },
);
