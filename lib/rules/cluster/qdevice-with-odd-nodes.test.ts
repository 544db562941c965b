import { clusterConfig } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { qdeviceWithOddNodes } from "./qdevice-with-odd-nodes.ts";

const device = (votes: number | null, algorithm = "lms") => ({
  qdevice: { model: "net", host: "10.0.0.20", algorithm, votes, at: cite("/etc/pve/corosync.conf", "device {", 20) },
});
const nodes = (count: number) => ["a", "b", "c", "d", "e"].slice(0, count);
const config = (count: number, over = {}) => ({ clusterConfig: clusterConfig("lab", nodes(count), over) });

describeRule(qdeviceWithOddNodes, config(3, device(2)), {
  fails: {
    "three nodes and a device of two votes": [
      {},
      { severity: "medium", title: "3 nodes and a quorum device of 2 votes: while it is away no node may fail" },
    ],
    "five nodes; the votes follow from the algorithm": [
      config(5, device(null)),
      { severity: "medium", title: "5 nodes and a quorum device of 4 votes: while it is away no node may fail" },
    ],
    "five nodes and one vote": [
      config(5, device(1, "ffsplit")),
      { title: "5 nodes and a quorum device of 1 vote: while it is away only 1 node may fail" },
    ],
    "a fourth node without a vote makes it no even cluster": [
      {
        clusterConfig: {
          ...clusterConfig("lab", nodes(4), device(2)),
          nodes: clusterConfig("lab", nodes(4)).nodes.map((node) => ({ ...node, votes: node.name === "d" ? 0 : 1 })),
        },
      },
      "medium",
    ],
  },
  passes: {
    "2 nodes + votes 1": config(2, device(1, "ffsplit")),
    "one node of an even set is down: the node list counts, not who is there": config(4, device(1, "ffsplit")),
    "one node and a device": config(1, device(1, "ffsplit")),
  },
  notApplicable: { "no device": config(3) },
});
