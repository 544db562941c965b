import type { Facts } from "#lib/facts/index.ts";
import type { Peer } from "#lib/rules/context.ts";
import type { Level, Observation } from "#lib/rules/rule.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { guestsThatMiss } from "./node-differences.ts";

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

/** Guests that see the host's own processor cannot move between processors of different makers while they run. */
export function processorFaults(
  { firmware, guests, clusterGuests }: { [K in "firmware" | "guests" | "clusterGuests"]: Facts[K] | undefined },
  peers: readonly Peer[],
  cluster: string,
): Observation[] {
  const own = firmware?.processorVendor;
  const others = peers.flatMap((peer) => {
    const theirs = peerFact(peer, "firmware");
    return own && theirs?.processorVendor && theirs.processorVendor !== own
      ? [{ name: peer.name, vendor: theirs.processorVendor, at: theirs.at }]
      : [];
  });
  const bound = [
    ...(guests ?? []).filter(({ platform, cpuModel }) => platform === "qemu" && cpuModel === "host"),
    ...(clusterGuests?.guests ?? []).filter(({ cpu }) => cpu === "host"),
  ];
  if (firmware === undefined || others.length === 0 || bound.length === 0) return [];
  return [
    {
      subject: cluster,
      key: "processors",
      title: `Processors of different makers in ${cluster}, and guests with \`cpu: host\``,
      observed: `${own} here, ${listed(others.map(({ name, vendor }) => `${vendor} on ${name}`))}; cpu: host: ${listed(bound.map(({ name }) => name))}`,
      expected: "a processor type that all nodes have, such as x86-64-v2-AES",
      cite: [firmware.at, ...others.map(({ at }) => at), ...bound.map(({ at }) => at)].slice(0, maximumCites),
      remedy: {
        steps: [
          `For each of them \`qm set VMID --cpu x86-64-v2-AES\` (${listed(
            bound.map(({ id }) => id),
            8,
          )}); it holds from its next start on.`,
        ],
      },
    },
  ];
}
