import { defineRule } from "#lib/rules/rule.ts";
import { clusterName, configuredVotes, marginOf, missingVoters, nodeVotes } from "#lib/rules/shared/votes.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";

export const votesBelowExpected = defineRule({
  id: "cluster/votes-below-expected",
  title: "The cluster runs with fewer votes than configured",
  why: "The safety margin is spent and everything still looks healthy: the next node that leaves, even for a planned reboot, stops the cluster.",
  scope: "cluster",
  scenarios: ["node-loss", "reboot"],
  likelihood: 4,
  impact: 4,
  needs: ["clusterStatus"],
  wants: ["clusterConfig"],
  check({ clusterStatus, clusterConfig }) {
    const { totalVotes, expectedVotes, highestExpected, quorum } = clusterStatus;
    const expected = Math.max(expectedVotes, highestExpected ?? 0);
    const configured = clusterConfig === undefined ? expected : Math.max(expected, configuredVotes(clusterConfig));
    const absent = clusterConfig === undefined ? [] : missingVoters(clusterConfig, clusterStatus);
    if (totalVotes >= configured && expectedVotes >= configured && absent.length === 0) return [];
    const margin = marginOf(clusterStatus);
    const device = clusterStatus.qdeviceRow;
    const missing = [
      ...absent.map((node) => node.name ?? `node ${node.nodeId}`),
      ...(device?.votes === 0 && device.configuredVotes !== null ? ["the quorum device"] : []),
    ];
    return [
      {
        subject: clusterName(clusterConfig, clusterStatus),
        key: "votes",
        title: `The cluster runs with ${totalVotes} of ${counted(configured, "vote")}: ${tellMargin(margin)}`,
        observed: `total votes ${totalVotes}, expected ${expectedVotes}, configured ${configured}, quorum ${quorum}: margin ${margin}${missing.length === 0 ? "" : `; missing: ${listed(missing)}`}`,
        expected: `${counted(configured, "vote")}, margin ${configured - Math.floor(configured / 2) - 1}`,
        cite: [clusterStatus.votesAt, ...absent.map((node) => node.at), ...(device?.votes === 0 ? [device.at] : [])],
        impact: margin <= 0 ? 4 : 3,
        remedy: { steps: stepsFor(missing, expectedVotes < nodeVotes(clusterConfig), configured) },
      },
    ];
  },
  remedy: {
    steps: ["Repair the voter that is missing."],
    risk: "None for the votes: a voter that comes back only adds to them. Reboot no other node before it is back.",
    verify: "pvecm status",
  },
  postmortems: ["pve-self-fence-unseen-nine-hours", "quorum-lost-lxc-blocked"],
  references: ["votequorum(5)", "pvecm(1)"],
});

function tellMargin(margin: number): string {
  if (margin < 0) return `${counted(-margin, "vote")} short of quorum`;
  return margin === 0 ? "losing one more stops it" : `it can lose ${counted(margin, "more", "more")}`;
}

function stepsFor(missing: readonly string[], forced: boolean, configured: number): string[] {
  return [
    missing.length > 0
      ? `Find out why ${listed(missing)} does not vote: \`systemctl status corosync corosync-qdevice\` there.`
      : "`pvecm status` on every node: compare the votes each one sees.",
    ...(forced ? [`Expected votes were lowered by hand; once all voters are back: \`pvecm expected ${configured}\`.`] : []),
  ];
}
