import type { ClusterConfig } from "#lib/facts/cluster.ts";
import type { Peer } from "#lib/rules/context.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { clusterName } from "#lib/rules/shared/votes.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { cancellingOptions, openRing } from "./parts/corosync-options.ts";

export const configInconsistent = defineRule({
  id: "cluster/config-inconsistent",
  title: "Corosync's configuration is not the same everywhere, or its options cancel each other",
  why: "Corosync reads the file when it starts. At the next restart a node with another file stays outside, or counts other votes than the rest.",
  scope: "cluster",
  scenarios: ["reboot", "node-loss"],
  likelihood: 3,
  impact: 3,
  needs: ["clusterConfig"],
  wants: ["peers"],
  check({ clusterConfig, peers }): Observation[] {
    const subject = clusterName(clusterConfig, undefined);
    return [
      ...copies(clusterConfig, subject),
      ...versions(clusterConfig, peers ?? [], subject),
      ...cancellingOptions(clusterConfig, subject),
      ...openRing(clusterConfig, subject),
    ];
  },
  remedy: {
    steps: [
      "On Proxmox edit a copy of /etc/pve/corosync.conf, raise `config_version`, and move the copy back: it goes to all nodes.",
      "Elsewhere bring the same /etc/corosync/corosync.conf to all nodes, then `corosync-cfgtool -R`.",
    ],
    risk: "A mistake in corosync.conf takes the whole cluster apart: have a console of every node open.",
    verify: "corosync-cmapctl -g totem.config_version",
  },
  references: ["votequorum(5)", "corosync.conf(5)"],
});

const versionOf = (version: number | null) => (version === null ? "no version" : `version ${version}`);

/** The shared file of Proxmox is copied over the local one by itself; where it was not, corosync still runs with the old text. */
function copies({ configVersion, localCopy, at }: ClusterConfig, subject: string): Observation[] {
  if (!localCopy?.differs) return [];
  return [
    {
      subject,
      key: "local-copy",
      title: "/etc/corosync/corosync.conf is not what /etc/pve/corosync.conf says",
      observed: `/etc/pve has ${versionOf(configVersion)}, /etc/corosync has ${versionOf(localCopy.configVersion)}${configVersion === localCopy.configVersion ? " with another text" : ""}`,
      expected: "the same text in both",
      cite: [at, localCopy.at],
      remedy: {
        steps: [
          "`diff /etc/pve/corosync.conf /etc/corosync/corosync.conf` on every node: which one is right?",
          "`systemctl status pve-cluster`: it copies the shared file only with quorum and only when `config_version` is higher. Raise it in a copy, move the copy to /etc/pve/corosync.conf.",
        ],
      },
    },
  ];
}

function versions({ configVersion, name, at }: ClusterConfig, peers: readonly Peer[], subject: string): Observation[] {
  const others = peers.flatMap((peer) => {
    const config = peerFact(peer, "clusterConfig");
    return config !== undefined && config.name === name && config.configVersion !== configVersion ? [{ peer, config }] : [];
  });
  if (others.length === 0) return [];
  return [
    {
      subject,
      key: "versions",
      title: "Nodes of one cluster have different versions of corosync.conf",
      observed: `${versionOf(configVersion)} here, ${listed(others.map(({ peer, config }) => `${versionOf(config.configVersion)} on ${peer.name}`))}`,
      expected: "the same config_version on all nodes",
      cite: [at, ...others.map(({ config }) => config.at)],
    },
  ];
}
