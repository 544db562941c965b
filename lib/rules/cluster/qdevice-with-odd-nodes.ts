import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { clusterName } from "#lib/rules/shared/votes.ts";
import { counted, maximumCites } from "#lib/rules/shared/wording.ts";

export const qdeviceWithOddNodes = defineRule({
  id: "cluster/qdevice-with-odd-nodes",
  title: "A quorum device belongs to a cluster with an odd number of nodes, and its loss spends the margin",
  why: "With an odd number of nodes the device adds votes that must be there too: while it is away, fewer nodes may fail than without any device.",
  scope: "cluster",
  scenarios: ["node-loss"],
  likelihood: 2,
  impact: 3,
  needs: ["clusterConfig"],
  check({ clusterConfig }) {
    const { nodes, qdevice } = clusterConfig;
    if (qdevice === null) throw new NotApplicable("no quorum device is configured");
    const voters = nodes.filter((node) => node.votes > 0).length;
    if (voters < 3 || voters % 2 === 0) return [];
    const votes = qdevice.votes ?? (qdevice.algorithm === "ffsplit" ? 1 : voters - 1);
    const alone = voters - (Math.floor((voters + votes) / 2) + 1);
    return [
      {
        subject: clusterName(clusterConfig, undefined),
        key: "qdevice-odd",
        title: `${voters} nodes and a quorum device of ${counted(votes, "vote")}: while it is away ${alone <= 0 ? "no node" : `only ${counted(alone, "node")}`} may fail`,
        observed: `${counted(voters, "node")} with a vote, device ${votes} votes${qdevice.algorithm === null ? "" : `, algorithm ${qdevice.algorithm}`}`,
        expected: `${voters} nodes without a device, which bear ${counted(Math.floor((voters - 1) / 2), "failure")}; or an even number of nodes with it`,
        cite: [qdevice.at, ...nodes.map((node) => node.at)].slice(0, maximumCites),
      },
    ];
  },
  remedy: {
    steps: ["Add a node, or take the device away: `pvecm qdevice remove` on one node, with all nodes online."],
    risk: "All nodes must be online while the device is removed; the votes change at once.",
    verify: "pvecm status",
  },
  references: ["corosync-qdevice(8)", "pvecm(1)"],
});
