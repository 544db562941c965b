import type { Link } from "#lib/facts/links.ts";
import { defineRule, NotApplicable, type Observation } from "#lib/rules/rule.ts";
import { listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { type UnawareBridge, unawareBridges } from "./parts/unaware-bridges.ts";

export const tagOnUnawareBridge = defineRule({
  id: "bridge/tag-on-unaware-bridge",
  title: "A guest has a VLAN tag on a bridge that is not VLAN-aware on this node",
  why: "Where the other nodes filter VLANs and this one does not, a guest with a tag gets another network here or does not start at all: it shows when the guest fails over.",
  scope: "host",
  scenarios: ["node-loss", "guest-restart"],
  likelihood: 3,
  impact: 2,
  needs: ["links", "guests"],
  wants: ["peers", "clusterGuests", "clusterConfig", "highAvailability", "identity", "networkConfig"],
  check(world) {
    if (world.identity && world.identity.system !== "proxmox") throw new NotApplicable("only Proxmox VE gives guests a tag on a bridge");
    return unawareBridges(world).map((one) =>
      observe(one, world.networkConfig?.interfaces.find(({ name }) => name === one.bridge.name)?.at),
    );
  },
  remedy: {
    steps: ["Make the bridge VLAN-aware on this node as on the others."],
    risk: "The change touches the network of every guest on the bridge: have the console open, and move the guests away first.",
    verify: "cat /sys/class/net/vmbr0/bridge/vlan_filtering",
  },
  postmortems: ["bridge-not-vlan-aware-on-one-node"],
  references: ["https://pve.proxmox.com/pve-docs/chapter-sysadmin.html#sysadmin_network_vlan"],
});

function observe(
  { bridge, users, awarePeers, isHighlyAvailable, hasTrunks }: UnawareBridge,
  configuredAt: Link["at"] | undefined,
): Observation {
  const names = listed(users.map(({ label }) => label));
  const isKnown = awarePeers.length > 0 || hasTrunks;
  const others = awarePeers.length > 0 ? `1 on ${listed(awarePeers)}` : hasTrunks ? "trunks= needs 1" : "not known of the other nodes";
  return {
    subject: bridge.name,
    title: isKnown
      ? `${bridge.name} is not VLAN-aware here, and ${names} ${users.length === 1 ? "has" : "have"} a VLAN tag on it`
      : `${names} ${users.length === 1 ? "has" : "have"} a VLAN tag on ${bridge.name}, which is not VLAN-aware on this node`,
    observed: `vlan_filtering 0 on ${bridge.name} here, ${others}; ${listed(users.map(({ label, tag }) => `${label} ${tag}`))}`,
    expected: `${bridge.name} with bridge-vlan-aware yes on every node, or on none`,
    cite: [bridge.at, ...(configuredAt === undefined ? [] : [configuredAt]), ...users.map(({ at }) => at)].slice(0, maximumCites),
    // What HA is to start here has no time for questions.
    ...(isKnown ? { impact: isHighlyAvailable ? 3 : 2 } : ({ likelihood: isHighlyAvailable ? 3 : 2, confidence: "suspected" } as const)),
    remedy: {
      steps: [
        ...(isKnown
          ? []
          : [
              `Look at another node: \`cat /sys/class/net/${shellWord(bridge.name)}/bridge/vlan_filtering\`. If it says 0 everywhere, accept this finding.`,
            ]),
        `In /etc/network/interfaces, at ${bridge.name}: \`bridge-vlan-aware yes\` and \`bridge-vids 2-4094\`. Then \`ifreload -a\` with the console open.`,
      ],
      verify: `cat /sys/class/net/${shellWord(bridge.name)}/bridge/vlan_filtering`,
    },
  };
}
