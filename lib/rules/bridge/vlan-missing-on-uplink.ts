import type { VlanBridge } from "#lib/facts/bridge-vlans.ts";
import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { rolesOf } from "#lib/rules/shared/guest-roles.ts";
import { describeSwitchPort, isStale } from "#lib/rules/shared/switch-ports.ts";
import { type CutOff, cutOffVlans } from "#lib/rules/shared/uplink-vlans.ts";
import { describeUplinks } from "#lib/rules/shared/uplinks.ts";
import { hostVlansOf, plannedVlanBridges } from "#lib/rules/shared/vlans.ts";
import { groupBy, listed, maximumCites, shellWord, uniqueBy } from "#lib/rules/shared/wording.ts";
import { type CardOnBridge, cardsOnBridge } from "./parts/bridge-ports.ts";

export const vlanMissingOnUplink = defineRule({
  id: "bridge/vlan-missing-on-uplink",
  title: "A guest's VLAN is not let out by the uplink of its bridge",
  why: "The guest runs, and nobody outside this host can reach it. It shows after a restart or a migration: on the node before, the guest worked.",
  scope: "host",
  scenarios: ["guest-restart", "node-loss", "network-change"],
  likelihood: 3,
  impact: 2,
  needs: ["bridgeVlans", "guests"],
  wants: ["links", "addresses", "resolver", "routes", "neighbours", "declared"],
  check({ bridgeVlans, guests, links, addresses, declared, ...roles }, now) {
    const roleOf = rolesOf(guests, roles);
    return plannedVlanBridges(bridgeVlans).flatMap((bridge) => {
      const cutOff = cutOffVlans(bridge, cardsOnBridge(bridge, guests, links ?? []), declared ?? []);
      return [...groupBy(cutOff, ({ vid, by }) => `VLAN ${vid}${by === null ? "" : " at the switch"}`)].map(([key, group]) => {
        const impact = group.some(({ card }) => roleOf(card.guest) !== undefined) ? 3 : 2;
        const [{ vid } = { vid: 0 }] = group;
        const isHostIn = hostVlansOf(bridge, addresses ?? [], links ?? []).includes(vid);
        return observe(bridge, key, group, { impact, isHostIn }, now);
      });
    });
  },
  remedy: {
    steps: ["Let the VLAN out by the uplink, and by the switch port behind it."],
    risk: "`ifreload -a` touches the live bridge: have the console open.",
    verify: "bridge vlan show",
  },
  references: ["bridge(8)", "ifupdown-addons-interfaces(5)"],
});

function observe(
  bridge: VlanBridge,
  key: string,
  group: readonly CutOff<CardOnBridge>[],
  { impact, isHostIn }: { impact: Level; isHostIn: boolean },
  now: Date,
): Observation {
  const guests = uniqueBy(group, ({ card }) => card.guest.id).map(({ card }) => card.guest);
  const [{ vid, by } = { vid: 0, by: null }] = group;
  const uplinks = bridge.ports.filter((port) => port.role === "uplink");
  const uplink = uplinks[0]?.name ?? bridge.name;
  // Guests that share the VLAN may be all that it is for, the host may be in it too, and a router tags VLANs of its own.
  const isPerhapsMeant = guests.length > 1 || isHostIn || group.every(({ tagged }) => tagged);
  const names = listed(guests.map(guestLabel));
  return {
    subject: names,
    key: `${bridge.name} ${key}`,
    title: by ? `The switch does not take VLAN ${vid} of ${names}` : `VLAN ${vid} of ${names} ends at ${bridge.name}: no uplink carries it`,
    observed: by
      ? `${uplink} carries VLAN ${vid}; ${describeSwitchPort(by)}, allows ${by.allowedVlans}`
      : `${names} in VLAN ${vid}; ${describeUplinks(uplinks)}`,
    expected: by ? `VLAN ${vid} allowed on the switch port` : `VLAN ${vid} on ${uplink}`,
    cite: [...group.map(({ card }) => card.port?.at ?? card.nic.at), ...uplinks.map(({ at }) => at)].slice(0, maximumCites),
    ...(isPerhapsMeant ? ({ likelihood: 2, impact: 2, confidence: "suspected" } as const) : { impact }),
    ...(by && isStale(by, now) ? ({ confidence: "suspected" } as const) : {}),
    remedy: {
      steps: by
        ? [`Allow VLAN ${vid} on port ${by.port} of ${by.switch}, or correct what is declared of it.`]
        : [
            `Add ${vid} to \`bridge-vids\` of ${bridge.name} in /etc/network/interfaces and apply it with \`ifreload -a\` (NetworkManager: \`bridge-port.vlans\` of ${uplink}). At once, until the next boot: \`bridge vlan add dev ${shellWord(uplink)} vid ${vid}\`.`,
            `See that the switch port carries VLAN ${vid} tagged. Where the VLAN is meant to stay inside this host, accept the finding.`,
          ],
      verify: `bridge vlan show dev ${shellWord(uplink)}`,
    },
  };
}
