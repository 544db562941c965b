import { defineRule } from "#lib/rules/rule.ts";
import { unaskedVlans } from "#lib/rules/shared/guest-ports.ts";
import { noWayOut, toldSwitch, unlikeUplinks, untoldSwitch } from "#lib/rules/shared/uplinks.ts";
import { plannedVlanBridges } from "#lib/rules/shared/vlans.ts";

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
