import type { Facts } from "#lib/facts/index.ts";
import { defineRule, NotApplicable, type Observation, type Remedy, Undecidable } from "#lib/rules/rule.ts";
import { hostsFile } from "#lib/rules/shared/hosts-file.ts";
import { isAddress, isLoopback, sameAddress } from "#lib/rules/shared/ip-address.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { nodeAddress } from "./parts/node-address.ts";

export const pveHostnameResolvesToLoopback = defineRule({
  id: "boot/pve-hostname-resolves-to-loopback",
  title: "The Proxmox node name resolves only to a loopback address: pmxcfs will not start at the next boot",
  why: "pmxcfs looks its node name up and needs an answer outside 127.0.0.0/8. Without one pve-cluster fails at boot, /etc/pve stays empty, and no guest starts. A running node does not show it.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 4,
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  references: ["pmxcfs(8)", "https://pve.proxmox.com/wiki/Install_Proxmox_VE_on_Debian_12_Bookworm"],
  needs: ["names", "identity"],
  wants: ["addresses", "clusterConfig"],
  check({ names, identity, addresses, clusterConfig }): readonly Observation[] {
    if (identity.system !== "proxmox") throw new NotApplicable("no Proxmox node: 127.0.1.1 is usual on Debian and harmless here");
    const node = names.nodeName.split(".")[0] ?? names.nodeName;
    const entries = hostsFile(names)(node).filter((entry) => isAddress(entry.address));
    const reachable = entries.filter((entry) => !isLoopback(entry.address));
    const loopback = entries.filter((entry) => isLoopback(entry.address));
    const found = entries.length === 0 ? "no entry" : listed(entries.map((entry) => `${entry.address} in line ${entry.at.line}`));
    const about = {
      subject: node,
      observed: `/etc/hosts gives ${node}: ${found}`,
      expected: `${node} with an address of this host, and with no loopback address`,
      cite: entries.map((entry) => entry.at),
      remedy: remedyFor(node, names, nodeAddress(node, addresses, clusterConfig)),
    };
    if (entries.length === 0) {
      if (names.lookupOrder.includes("myhostname")) return [];
      return [
        {
          ...about,
          likelihood: 2,
          title: `${node} is not in /etc/hosts: this node boots only while DNS works`,
          cite: names.hosts.map(({ at }) => at).slice(0, 3),
        },
      ];
    }
    if (reachable.length === 0) return [about];
    if (addresses === undefined) throw new Undecidable("the addresses of this host could not be read");
    if (!reachable.some((entry) => addresses.some((own) => sameAddress(own.address, entry.address)))) {
      return [{ ...about, impact: 3, title: `/etc/hosts gives ${node} an address that this host does not have`, confidence: "inferred" }];
    }
    if (loopback.length === 0) return [];
    return [
      { ...about, likelihood: 1, impact: 3, title: `${node} resolves to a loopback address as well as to its own: the order decides` },
    ];
  },
  remedy: {
    steps: ["Replace the loopback line in /etc/hosts by the address of this host"],
    risk: "In a cluster the address must equal the one in corosync.conf. The change shows only at the next boot: nothing restarts by itself.",
    verify: "getent -s hosts:files ahosts $(uname -n)",
  },
});

function remedyFor(node: string, names: Facts["names"], address: string | undefined): Partial<Remedy> {
  const aliases = [...new Set([...hostsFile(names)(node).flatMap((entry) => entry.names), node])];
  const fqdnFirst = aliases.toSorted((a, b) => Number(b.includes(".")) - Number(a.includes("."))).join(" ");
  const line = address === undefined ? `the address of this host, then \`${fqdnFirst}\`` : `\`${address} ${fqdnFirst}\``;
  return {
    steps: [
      `Give /etc/hosts exactly one line for ${node}: ${line}`,
      "If cloud-init or configuration management writes the file: `manage_etc_hosts: false`, or an exception for Proxmox hosts",
    ],
  };
}
