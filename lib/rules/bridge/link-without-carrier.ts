import type { Address } from "#lib/facts/addresses.ts";
import type { Link, Links } from "#lib/facts/links.ts";
import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { isWithoutCarrier } from "#lib/rules/shared/default-routes.ts";
import { addressesOn, isPlannedBridge } from "#lib/rules/shared/vlans.ts";
import { groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { baseOf, isUplink } from "./parts/bridge-ports.ts";
import { type NetworkUse, usesOfSubnet } from "./parts/network-uses.ts";

export const linkWithoutCarrier = defineRule({
  id: "bridge/link-without-carrier",
  title: "A network that this host has an address in has no carrier",
  why: "Cable, switch or port behind it is dead, and whatever goes by that network is cut off on this host while all else looks well.",
  scope: "host",
  scenarios: ["hardware-fault", "network-change", "nas-loss"],
  likelihood: 4,
  impact: 1,
  needs: ["links", "addresses"],
  wants: ["cephConfig", "clusterConfig", "storages", "mounts", "resolver", "routes"],
  check({ links, addresses, ...facts }) {
    const dead = links.filter((link) => isWithoutCarrier(link) && leadsOut(link, links));
    const lost = dead.flatMap((link) => addressesOn(link.name, addresses).map((own) => ({ link, own, base: baseOf(link, links) })));
    return [...groupBy(lost, ({ base }) => base.name).values()].flatMap((group) => {
      const uses = group.flatMap(({ own }) => usesOfSubnet(own, facts));
      const [first] = group;
      return first === undefined
        ? []
        : observe(
            first.link,
            group.map(({ own }) => own),
            uses,
            links,
          );
    });
  },
  remedy: {
    steps: ["Look at the cable, the switch and its port."],
    risk: "None in looking. Where the network is not wanted any more, take it out of the configuration.",
    verify: "ip -br link",
  },
  postmortems: ["ceph-conf-host-ip-dead-switch"],
  references: ["ip-link(8)"],
});

/** A bridge without a way out is a network inside the host: it has carrier only while a guest runs. */
function leadsOut(link: Link, links: Links): boolean {
  if (link.kind !== "bridge") return isUplink(link);
  return isPlannedBridge(link.name) && links.some((port) => port.master === link.name && isUplink(port));
}

function observe(link: Link, own: readonly Address[], uses: readonly NetworkUse[], links: Links): Observation {
  const ports = links.filter((port) => port.master === link.name && isUplink(port));
  const needed = [...new Set(uses.map(({ use }) => use))];
  const device = ports[0] ?? baseOf(link, links);
  return {
    subject: link.name,
    title: `${link.name} has no carrier${needed.length === 0 ? "" : `, and ${listed(needed)} ${needed.length === 1 ? "needs" : "need"} it`}`,
    observed: `NO-CARRIER on ${listed([link, ...ports].map(({ name }) => name))}; ${listed(own.map(({ address, prefixLength }) => `${address}/${prefixLength}`))} is there${needed.length === 0 ? ", and nothing else is known of that network" : ` for ${listed(needed)}`}`,
    expected: "a link, or no address there",
    cite: [link.at, ...ports.map(({ at }) => at), ...own.map(({ at }) => at), ...uses.map(({ at }) => at)].slice(0, maximumCites),
    impact: impactOf(needed),
    remedy: {
      steps: [
        `Look at the cable of ${device.name}, at the switch port behind it and at the switch itself: \`cat /sys/class/net/${shellWord(device.name)}/carrier\` says 1 when the link is back.`,
      ],
      verify: `ip -br link show ${shellWord(link.name)}`,
    },
  };
}

/** Ceph writes to nobody without its network. An address that nothing uses is most likely a leftover. */
function impactOf(needed: readonly NetworkUse["use"][]): Level {
  if (needed.includes("Ceph")) return 4;
  return needed.length > 0 ? 3 : 1;
}
