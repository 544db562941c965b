import { clusterConfig } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { names } from "#lib/rules/testing/testing.ts";
import { corosyncHostnameAddress } from "./corosync-hostname-address.ts";

const numbers = clusterConfig("lab", ["uno", "due"]);
const words = { ...numbers, nodes: numbers.nodes.map((node) => ({ ...node, addresses: [node.name ?? ""] })) };

describeRule(
  corosyncHostnameAddress,
  { clusterConfig: words },
  {
    fails: {
      "ring0_addr: uno": [{}, { severity: "medium", observed: "names instead of addresses: uno and due" }],
      "static in /etc/hosts": [{ names: names("uno", "10.0.0.1 uno", "10.0.0.2 due") }, "medium"],
      "one is not in /etc/hosts": [
        { names: names("uno", "10.0.0.1 uno") },
        { severity: "high", observed: "names instead of addresses: uno and due; not in this node's /etc/hosts: due" },
      ],
      "the own name is a loopback address": [
        { names: names("uno", "127.0.1.1 uno", "10.0.0.2 due") },
        { severity: "high", observed: "names instead of addresses: uno and due; a loopback address in /etc/hosts: uno" },
      ],
    },
    passes: {
      "IP literals": { clusterConfig: numbers },
      "IPv6 literals": { clusterConfig: { ...numbers, nodes: numbers.nodes.map((node) => ({ ...node, addresses: ["fd00::1"] })) } },
    },
  },
);
