import type { ClusterConfig } from "#lib/facts/cluster.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { nodeVotes } from "#lib/rules/shared/votes.ts";
import { counted } from "#lib/rules/shared/wording.ts";

/** Combinations that votequorum(5) and corosync-qdevice(8) refuse or ignore. */
export function cancellingOptions(config: ClusterConfig, subject: string): Observation[] {
  const { nodes, qdevice, twoNode, waitForAllSet, expectedVotes, lastManStanding, autoTieBreaker } = config;
  const listedVotes = nodeVotes(config) + (qdevice?.votes ?? 0);
  const faults = [
    ...(qdevice !== null && lastManStanding ? ["last_man_standing switches the quorum device off"] : []),
    ...(qdevice !== null && autoTieBreaker ? ["auto_tie_breaker switches the quorum device off"] : []),
    ...(twoNode && nodes.length > 0 && nodes.length !== 2 ? [`two_node: 1 with ${counted(nodes.length, "node")}`] : []),
    ...(twoNode && qdevice !== null ? ["two_node: 1 beside a quorum device"] : []),
    ...(twoNode && waitForAllSet === false ? ["wait_for_all: 0 beside two_node: 1: each half of a split cluster goes on"] : []),
    ...(expectedVotes !== null && nodes.length > 0 && qdevice?.votes !== null && expectedVotes !== listedVotes
      ? [`expected_votes: ${expectedVotes}, while the nodes and the device add up to ${listedVotes}`]
      : []),
  ];
  if (faults.length === 0) return [];
  const cite = [config.at, ...(qdevice === null ? [] : [qdevice.at])];
  return [
    {
      subject,
      key: "options",
      title: "Options of corosync.conf cancel each other",
      observed: faults.join("; "),
      expected: "one way to break a tie, and votes that add up",
      cite,
    },
  ];
}

/** Without a hash anybody in the network can join or end the cluster; that needs somebody who does it. */
export function openRing({ authenticated, at }: ClusterConfig, subject: string): Observation[] {
  if (authenticated) return [];
  return [
    {
      subject,
      key: "secauth",
      title: "Corosync takes messages from anybody in its network",
      observed: "neither `secauth: on` nor a crypto_hash",
      expected: "`crypto_hash: sha256` and a key of its own",
      cite: [at],
      likelihood: 1,
      remedy: {
        steps: [
          "`corosync-keygen` on one node, copy /etc/corosync/authkey to the others, set `crypto_cipher: aes256` and `crypto_hash: sha256`, restart corosync on all.",
        ],
      },
    },
  ];
}
