import { defineRule } from "#lib/rules/rule.ts";
import { clusterName } from "#lib/rules/shared/votes.ts";
import { listed } from "#lib/rules/shared/wording.ts";

export const twoNodesWithoutTiebreaker = defineRule({
  id: "cluster/two-nodes-without-tiebreaker",
  title: "A two-node cluster has no third vote",
  why: "Two votes need two: every reboot of one node takes the quorum from the other, which then starts no guest.",
  scope: "cluster",
  scenarios: ["reboot", "node-loss"],
  likelihood: 3,
  impact: 3,
  needs: ["clusterConfig"],
  wants: ["clusterStatus"],
  check({ clusterConfig, clusterStatus }) {
    const { nodes, qdevice, twoNode, waitForAll } = clusterConfig;
    const voters = nodes.filter((node) => node.votes > 0);
    if (voters.length !== 2 || qdevice !== null) return [];
    const names = voters.map((node) => node.name ?? `node ${node.nodeId}`);
    const total = voters.reduce((sum, node) => sum + node.votes, 0);
    const decisive = voters.find((node) => node.votes > total / 2);
    const about = {
      subject: clusterName(clusterConfig, clusterStatus),
      key: "tiebreaker",
      cite: [...voters.map((node) => node.at), ...(clusterStatus === undefined ? [] : [clusterStatus.votesAt])],
    };
    const expected = "a quorum device outside the cluster: 3 votes, of which one may be missing";
    const votes = `${listed(names)}: ${total} votes, quorum ${clusterStatus?.quorum ?? Math.floor(total / 2) + 1}, no device`;
    if (decisive !== undefined) {
      const which = decisive.name ?? `node ${decisive.nodeId}`;
      const title = `${which} alone decides: the other node has quorum only with it`;
      return [{ ...about, title, observed: `${votes}; ${which} has ${decisive.votes}`, expected, likelihood: 1, impact: 1 }];
    }
    if (twoNode) {
      const title = waitForAll
        ? "After a power loss neither of the two nodes starts guests alone"
        : "Cut apart, both of the two nodes have quorum and may run the same guest";
      return [
        {
          ...about,
          title,
          observed: `${votes}; two_node: 1, ${waitForAll ? "both must be seen once after a cold start" : "wait_for_all: 0"}`,
          expected: `${expected}; or real fencing of the other node`,
        },
      ];
    }
    return [{ ...about, observed: votes, expected }];
  },
  remedy: {
    steps: [
      "Take a small machine outside both nodes and their power (not a guest of this cluster) and `apt install corosync-qnetd` there.",
      "`apt install corosync-qdevice` on both nodes, then on one: `pvecm qdevice setup ADDRESS`.",
    ],
    risk: "Setup restarts corosync-qdevice only; both nodes must be online for it.",
    verify: "pvecm status",
  },
  postmortems: ["nic-added-zfs-quorum", "pve-self-fence-unseen-nine-hours", "quorum-lost-lxc-blocked"],
  references: ["votequorum(5)", "pvecm(1)"],
});
