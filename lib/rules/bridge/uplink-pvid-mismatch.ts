import type { Addresses } from "#lib/facts/addresses.ts";
import type { BridgePort, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { unaskedVlans } from "#lib/rules/shared/guest-ports.ts";
import { carriesBothWays, plannedVlanBridges, untaggedHostOf } from "#lib/rules/shared/vlans.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";
import { describeUplinks, letOutSteps, toldSwitch, untoldSwitch } from "./parts/uplinks.ts";

export const uplinkPvidMismatch = defineRule({
  id: "bridge/uplink-pvid-mismatch",
  title: "A bridge and its uplink disagree on the VLAN of untagged frames",
  why: "PVID of the bridge, PVID of the uplink and native VLAN of the switch port must be one number. Where they are not, the host works by accident, and the next reapply, port flap or switch change cuts it off.",
  scope: "host",
  scenarios: ["network-change", "reboot", "power-loss"],
  likelihood: 2,
  impact: 4,
  needs: ["bridgeVlans", "addresses"],
  wants: ["guests", "links", "declared"],
  check({ bridgeVlans, addresses, guests, links, declared }, now) {
    return plannedVlanBridges(bridgeVlans).flatMap((bridge) => {
      const uplinks = bridge.ports.filter((port) => port.role === "uplink");
      if (uplinks.length === 0) return [];
      const guestVlans = unaskedVlans(bridge, guests ?? [], links ?? []);
      return (
        noWayOut(bridge, uplinks, addresses) ??
        unlikeUplinks(bridge, uplinks) ??
        toldSwitch(bridge, uplinks, addresses, declared ?? [], now) ??
        untoldSwitch(bridge, uplinks, addresses, guestVlans, declared ?? [], now) ??
        []
      );
    });
  },
  remedy: {
    steps: ["Find the VLAN that the switch port sends untagged, then correct the one of the three that differs."],
    risk: "Cuts the host off at once if the number is wrong. Never over SSH alone: BMC console open, in a maintenance window, with the roll-back below armed first.",
    verify: "bridge vlan show",
  },
  postmortems: ["kvm-pair-panic-reboot"],
  references: ["bridge(8)"],
});

/** The host's untagged VLAN leaves by no uplink, or comes back in another. */
function noWayOut(bridge: VlanBridge, uplinks: readonly BridgePort[], addresses: Addresses): Observation | null {
  const host = untaggedHostOf(bridge, addresses);
  if (host === null || uplinks.some((uplink) => carriesBothWays(uplink, host.vid))) return null;
  const { vid } = host;
  return {
    subject: bridge.name,
    title: `The host is in VLAN ${vid} on ${bridge.name}, and no uplink carries VLAN ${vid}: it has no way out`,
    observed: `${bridge.name} PVID ${vid}; ${describeUplinks(uplinks)}`,
    expected: `VLAN ${vid} on the uplink, as PVID if the switch sends it untagged, tagged otherwise`,
    cite: [host.at, ...uplinks.map((uplink) => uplink.at)],
    remedy: { steps: letOutSteps(uplinks[0], vid), verify: `bridge vlan show dev ${shellWord(uplinks[0]?.name ?? bridge.name)}` },
  };
}

function unlikeUplinks(bridge: VlanBridge, uplinks: readonly BridgePort[]): Observation | null {
  const pvids = new Set(uplinks.flatMap((uplink) => uplink.pvid ?? []));
  if (pvids.size < 2) return null;
  return {
    subject: bridge.name,
    title: `The uplinks of ${bridge.name} put untagged frames into different VLANs`,
    observed: describeUplinks(uplinks),
    expected: "one PVID on all uplinks of a bridge",
    cite: uplinks.map((uplink) => uplink.at),
    impact: 3,
  };
}
