import type { ClusterConfig, ClusterStatus } from "#lib/facts/cluster.ts";

type Member = ClusterStatus["members"][number];

/** Votes that the cluster can lose before it stops: total now − quorum (votequorum(5)). Negative without quorum. */
export function marginOf(status: Pick<ClusterStatus, "totalVotes" | "quorum">): number {
  return status.totalVotes - status.quorum;
}

/** Votes of all configured nodes, 0 where the configuration was not read. */
export function nodeVotes(config: ClusterConfig | undefined): number {
  return config?.nodes.reduce((sum, node) => sum + node.votes, 0) ?? 0;
}

/** Votes that the configuration adds up to, as far as it says; `expected_votes` overrides the sum (votequorum(5)). */
export function configuredVotes(config: ClusterConfig): number {
  return config.expectedVotes ?? nodeVotes(config) + (config.qdevice?.votes ?? 0);
}

/** The name of the cluster for a sentence. */
export function clusterName(config: ClusterConfig | undefined, status: ClusterStatus | undefined): string {
  return config?.name || status?.name || "the cluster";
}

/** A member by its name in corosync.conf; `pvecm status` itself prints addresses. */
export function memberName(member: Member, config: ClusterConfig | undefined): string {
  return config?.nodes.find((node) => node.nodeId === member.nodeId)?.name ?? member.name;
}

/** Names of configured nodes with a vote that are no members now. Nodes without a vote take nothing away. */
export function missingVoters(config: ClusterConfig, status: ClusterStatus): ClusterConfig["nodes"] {
  const present = new Set(status.members.map((member) => member.nodeId));
  return config.nodes.filter((node) => node.votes > 0 && node.nodeId !== null && !present.has(node.nodeId));
}

/** Whether a quorum device belongs to the cluster: declared, or told by the flags of the vote. `NR` alone says nothing. */
export function hasQdevice(config: ClusterConfig | undefined, status: ClusterStatus | undefined): boolean {
  return (config !== undefined && config.qdevice !== null) || (status?.flags.includes("Qdevice") ?? false);
}
