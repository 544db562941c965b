import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { staticNames } from "#lib/rules/shared/hosts-file.ts";
import { isAddress, isLoopback } from "#lib/rules/shared/ip-address.ts";
import { clusterName } from "#lib/rules/shared/votes.ts";
import { listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

export const corosyncHostnameAddress = defineRule({
  id: "cluster/corosync-hostname-address",
  title: "Corosync's configuration knows nodes by name: whether the cluster forms depends on who answers for the names",
  why: "Corosync looks the names up when it starts. While DNS is down, or a hosts file says something else, this node stays outside of the cluster.",
  scope: "cluster",
  scenarios: ["dns-loss", "reboot"],
  likelihood: 2,
  impact: 3,
  needs: ["clusterConfig"],
  wants: ["names"],
  check({ clusterConfig, names }): Observation[] {
    const named = clusterConfig.nodes.flatMap((node) =>
      node.addresses.filter((address) => !isAddress(address)).map((address) => ({ address, at: node.at })),
    );
    if (named.length === 0) return [];
    const known = names === undefined ? null : staticNames(names);
    const unknown = known === null ? [] : named.filter(({ address }) => known(address).length === 0);
    const loops = known === null ? [] : named.filter(({ address }) => known(address).some((entry) => isLoopback(entry.address)));
    const text = (list: typeof named) => listed([...new Set(list.map(({ address }) => address))]);
    const parts = [
      `names instead of addresses: ${text(named)}`,
      ...(unknown.length > 0 ? [`not in this node's /etc/hosts: ${text(unknown)}`] : []),
      ...(loops.length > 0 ? [`a loopback address in /etc/hosts: ${text(loops)}`] : []),
    ];
    return [
      {
        subject: clusterName(clusterConfig, undefined),
        key: "names",
        observed: parts.join("; "),
        expected: "IP addresses in ring0_addr, ring1_addr",
        cite: [
          ...named.slice(0, maximumCites / 2).map(({ at }) => at),
          ...(known === null ? [] : loops.flatMap(({ address }) => known(address).map((entry) => entry.at))).slice(0, maximumCites / 2),
        ],
        likelihood: (unknown.length + loops.length > 0 ? 3 : 2) as Level,
        remedy: {
          steps: [
            `Look up what the names mean now: \`getent ahosts ${named.map(({ address }) => shellWord(address)).join("; getent ahosts ")}\``,
            "Copy /etc/pve/corosync.conf (elsewhere /etc/corosync/corosync.conf), write the addresses in place of the names, raise `config_version`, move the copy back.",
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["Write IP addresses into ring0_addr and ring1_addr, and raise `config_version`."],
    risk: "A mistake in corosync.conf takes the whole cluster apart: edit a copy, and have a console of every node open.",
    verify: "corosync-cfgtool -s",
  },
  references: ["corosync.conf(5)", "pvecm(1)"],
});
