import { peer } from "#lib/rules/testing/context-testing.ts";
import { memory, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { failoverDoesNotFit as rule } from "./failover-does-not-fit.ts";

const clusterGuests = (...nodes: string[]) => ({ nodes, nodesAt: cite("ls /etc/pve/nodes", nodes.join(" ")), guests: [] });
const ha = vm("100", "erp", { haState: "started", memoryMiB: 40 * 1024 });
const full = (name: string) => peer(name, { memory: memory(64), guests: [vm("200", "db", { memoryMiB: 48 * 1024 })] });

describeRule(
  rule,
  { guests: [ha], clusterGuests: clusterGuests("pve-01", "pve-02"), peers: [full("pve-02")] },
  {
    fails: {
      "40 GiB on a node with 14 GiB left": [
        {},
        {
          severity: "high",
          confidence: "inferred",
          title: "The HA guests of this node need 40 GiB, and the other nodes together have 14 GiB left for them",
          observed: "erp (VM 100) 40 GiB; left: pve-02 14 GiB",
        },
      ],
    },
    passes: {
      "a node with room": { peers: [peer("pve-02", { memory: memory(64), guests: [] })] },
      "spread over two nodes": {
        clusterGuests: clusterGuests("pve-01", "pve-02", "pve-03"),
        peers: [full("pve-02"), peer("pve-03", { memory: memory(64), guests: [] })],
      },
    },
    notApplicable: {
      "no guest under HA": { guests: [{ ...ha, haState: null }] },
      "HA wants it stopped": { guests: [{ ...ha, haState: "stopped" }] },
    },
    unknown: {
      "a node that is not known": { clusterGuests: clusterGuests("pve-01", "pve-02", "pve-03") },
      "a node whose memory was not read": { peers: [peer("pve-02", { guests: [] })] },
    },
  },
);
