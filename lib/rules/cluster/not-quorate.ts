import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { clusterName, missingVoters } from "#lib/rules/shared/votes.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";

export const notQuorate = defineRule({
  id: "cluster/not-quorate",
  title: "This node's part of the cluster has no quorum",
  why: "/etc/pve is read-only, no guest can be started, stopped or changed, and nodes with HA guests reset themselves.",
  scope: "cluster",
  scenarios: ["node-loss", "power-loss"],
  likelihood: 4,
  impact: 4,
  needs: ["clusterConfig"],
  wants: ["clusterStatus", "failedUnits"],
  check({ clusterConfig, clusterStatus, failedUnits }) {
    const subject = clusterName(clusterConfig, clusterStatus);
    if (clusterStatus === undefined) {
      const corosync = failedUnits?.find((unit) => unit.unit === "corosync.service");
      if (corosync === undefined) throw new Undecidable("this node belongs to a cluster, and its vote could not be read");
      return [
        {
          subject,
          key: "quorum",
          title: "corosync failed on this node: it has no vote and no quorum",
          observed: `corosync.service ${corosync.sub} on a node of ${subject}`,
          expected: "corosync.service active, Quorate: Yes",
          cite: [corosync.at, clusterConfig.at],
          remedy: {
            steps: [
              "`journalctl -b -u corosync --no-pager | tail -50` tells why.",
              "`systemctl reset-failed corosync && systemctl start corosync`",
            ],
          },
        },
      ];
    }
    if (clusterStatus.quorate) return [];
    const { totalVotes, quorum, expectedVotes } = clusterStatus;
    const missing = missingVoters(clusterConfig, clusterStatus).map((node) => node.name ?? `node ${node.nodeId}`);
    return [
      {
        subject,
        key: "quorum",
        observed: `${counted(totalVotes, "vote")} of ${expectedVotes}, quorum needs ${quorum}${missing.length === 0 ? "" : `; not here: ${listed(missing)}`}`,
        expected: `at least ${counted(quorum, "vote")}`,
        cite: [clusterStatus.quorateAt, clusterStatus.votesAt],
        remedy: {
          steps: [
            `Bring back ${missing.length > 0 ? listed(missing) : "the missing node"} or the quorum device: one vote at a time is enough.`,
            `Only if the others are surely off and stay off: \`pvecm expected ${totalVotes}\`.`,
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["Bring the missing nodes or the quorum device back."],
    risk: "`pvecm expected` while the others still run splits the cluster: one guest can start twice on the same disk.",
    verify: "pvecm status",
  },
  postmortems: ["partial-upgrade-corosync", "pve-self-fence-unseen-nine-hours"],
  references: ["votequorum(5)", "pvecm(1)"],
});
