import type { Facts } from "#lib/facts/index.ts";
import type { Level, Observation } from "#lib/rules/rule.ts";
import { guestsThatMiss } from "./node-differences.ts";
import { listed, maximumCites, shellWord } from "./wording.ts";

/** pmxcfs(8) cuts the name at its first dot; other programs do not, and look for a node that is not there. */
export function fullHostName(config: Facts["clusterConfig"], names: Facts["names"] | undefined): Observation[] {
  const node = names?.nodeName ?? "";
  const short = node.split(".")[0] ?? node;
  const known = config.nodes.find((one) => one.name === short);
  if (known === undefined || node === short) return [];
  return [
    {
      subject: node,
      key: `name ${short}`,
      title: `The host name is the full name ${node}; the cluster knows the node as ${short}`,
      observed: `hostname ${node}, node name ${short} in corosync.conf and /etc/pve/nodes/${short}`,
      expected: `hostname ${short}`,
      cite: [known.at],
      remedy: {
        steps: [
          `\`hostnamectl set-hostname ${shellWord(short)}\`, and the full name as the second word of its line in /etc/hosts`,
          "Find what set the full name (cloud-init: `preserve_hostname`, DHCP, an installer), or it comes back at the next boot.",
        ],
        risk: "Programs that run keep the old name until they are restarted. Do not change the short name of a node that is in a cluster.",
        verify: "uname -n; ls /etc/pve/nodes",
      },
    },
  ];
}

/** Guests that HA may bring here and whose bridge is missing, or does not know of VLANs while no guest of this node needs it to. */
export function takeOverFaults(facts: Parameters<typeof guestsThatMiss>[0], node: string): Observation[] {
  return guestsThatMiss(facts).map(({ bridge, fault, guests, managed, cite }) => ({
    subject: node,
    key: `take-over ${node} ${bridge}`,
    title:
      fault === "missing"
        ? `${node} has no ${bridge}, which guests of its peers need`
        : `${bridge} of ${node} is not VLAN-aware, while guests of its peers are tagged on it: the nodes differ`,
    observed: `${listed(guests)} on ${bridge}${fault === "missing" ? "" : "; no tagged guest runs on it here"}${managed ? "; HA may start them here" : ""}`,
    expected: `${bridge} as on the node where the guest runs`,
    cite: cite.slice(0, maximumCites),
    impact: (managed ? 3 : 2) as Level,
    confidence: fault === "missing" ? "inferred" : "suspected",
    remedy: {
      steps: [
        `Compare \`/etc/network/interfaces\` of the nodes for ${bridge}: \`bridge-vlan-aware yes\` and \`bridge-vids\` belong to all of them or to none.`,
        "Change it here while no guest runs on it, then `ifreload -a` with the console open.",
      ],
    },
  }));
}
