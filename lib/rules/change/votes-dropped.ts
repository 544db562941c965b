import type { ClusterStatus } from "#lib/facts/cluster.ts";
import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { clusterName, configuredVotes, marginOf, memberName } from "#lib/rules/shared/votes.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";
import { factBefore } from "./parts/since.ts";

export const votesDropped = defineRule({
  id: "change/votes-dropped",
  title: "The cluster has fewer votes than before",
  why: "The margin that let a node fail is smaller or gone, and everything still looks healthy: this can stay unseen for weeks until the next node leaves.",
  scope: "cluster",
  scenarios: ["node-loss"],
  likelihood: 4,
  impact: 3,
  needs: ["before", "identity", "clusterStatus"],
  wants: ["clusterConfig"],
  check({ before, identity, clusterStatus: now, clusterConfig }): Observation[] {
    const was = factBefore(before, identity, "clusterStatus");
    const [marginBefore, margin] = [marginOf(was), marginOf(now)];
    const gone = was.members.filter((member) => !now.members.some(({ nodeId }) => nodeId === member.nodeId));
    const silent = silenced(was, now);
    if (now.totalVotes >= was.totalVotes && margin >= marginBefore && silent.length === 0) return [];
    // Nodes that were taken out of corosync.conf are no loss: the cluster was made smaller, and all that is left votes.
    const nodesBefore = peerFact(before.baseline, "clusterConfig")?.nodes.length ?? 0;
    const smaller =
      clusterConfig !== undefined && clusterConfig.nodes.length < nodesBefore && now.totalVotes >= configuredVotes(clusterConfig);
    const names = (members: ClusterStatus["members"]) => listed(members.map((member) => memberName(member, clusterConfig)));
    const parts = [
      `${counted(now.totalVotes, "vote")}, margin ${margin}; before ${counted(was.totalVotes, "vote")}, margin ${marginBefore}`,
      ...(gone.length > 0 ? [`gone: ${names(gone)}`] : []),
      ...(silent.length > 0 ? [`the quorum device's vote no longer counts on ${names(silent)}`] : []),
    ];
    return [
      {
        subject: clusterName(clusterConfig, now),
        key: "votes",
        title: smaller
          ? `The cluster was made smaller: ${counted(now.totalVotes, "vote")} instead of ${was.totalVotes}`
          : `The cluster went from ${counted(was.totalVotes, "vote")} to ${now.totalVotes}: ${margin <= 0 ? "it can lose none" : `it can lose ${margin} more`}`,
        observed: parts.join("; "),
        expected: `${counted(was.totalVotes, "vote")}, margin ${marginBefore}`,
        cite: [was.votesAt, now.votesAt, ...gone.map(({ at }) => at), ...silent.map(({ at }) => at)],
        likelihood: smaller ? 1 : 4,
        impact: (margin <= 0 && !smaller ? 4 : 3) as Level,
      },
    ];
  },
  remedy: {
    steps: [
      "`pvecm status` on every node: who is missing, and since when?",
      "`systemctl status corosync corosync-qdevice` there. Reboot no other node before the vote is back.",
    ],
    risk: "None for the votes: a voter that comes back only adds to them.",
    verify: "pvecm status",
  },
  references: ["votequorum(5)", "pvecm(1)"],
});

/** Members for which the quorum device voted and does not now. */
function silenced(was: ClusterStatus, now: ClusterStatus): ClusterStatus["members"] {
  const votes = (columns: string[] | null | undefined) => columns?.includes("V") ?? false;
  return now.members.filter((member) => {
    const before = was.members.find(({ nodeId }) => nodeId === member.nodeId);
    return votes(before?.qdevice) && !votes(member.qdevice);
  });
}
