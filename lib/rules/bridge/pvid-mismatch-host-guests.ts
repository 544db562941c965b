import { defineRule, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { defaultRoutes } from "#lib/rules/shared/default-routes.ts";
import { type BridgeSituation, type BridgeWorld, bridgeSituation, separationOf } from "#lib/rules/shared/host-and-guests.ts";
import { plannedVlanBridges } from "#lib/rules/shared/vlans.ts";
import { listed, shellWord } from "#lib/rules/shared/wording.ts";
import { describeHostAddresses, moveHostAddressSteps } from "./parts/host-vlan-remedy.ts";

export const pvidMismatchHostGuests = defineRule({
  id: "bridge/pvid-mismatch-host-guests",
  title: "The host and its guests are in different VLANs of the same bridge",
  why: "With VLAN filtering on, the bridge drops every frame between them: DNS, gateway and storage that run as guests are out of the host's reach, and it shows only when the host first needs one.",
  scope: "host",
  scenarios: ["network-change", "reboot", "power-loss", "dns-loss"],
  likelihood: 3,
  impact: 3,
  needs: ["bridgeVlans", "addresses", "links", "routes"],
  wants: ["guests", "neighbours", "resolver"],
  check(world) {
    const situations = plannedVlanBridges(world.bridgeVlans).map((bridge) => bridgeSituation(bridge, world));
    const separated = situations.map((situation) => ({ situation, separation: separationOf(situation, world) }));
    const undecided = separated.find(({ separation }) => separation === "undecidable");
    const findings = separated.flatMap(({ situation, separation }) =>
      separation === "confirmed" || separation === "inferred" ? [observe(situation, separation, world)] : [],
    );
    if (findings.length > 0 || undecided === undefined) return findings;
    throw new Undecidable(
      `on ${undecided.situation.bridge.name} host and guests are in different VLANs; whether on purpose, the guests' definitions would tell, and none was read`,
    );
  },
  remedy: {
    steps: ["Give the host a tagged interface in the guests' VLAN, and leave the PVID of the bridge alone."],
    risk: "A wrong step cuts the host off at once. Never over SSH alone: have the BMC console open, set the timed roll-back first, do it in a maintenance window. Changing the bridge's PVID instead also moves the uplink.",
    verify: "bridge vlan show; ip neigh show",
  },
  postmortems: ["kvm-pair-panic-reboot"],
});

function observe(situation: BridgeSituation, confidence: "confirmed" | "inferred", world: BridgeWorld): Observation {
  const { bridge, hostVlans, guestVlans, guestNames, unanswered } = situation;
  const isolated = hostVlans.length === 0;
  const silent = unanswered.map((neighbour) => `${neighbour.address} ${neighbour.state}`);
  return {
    subject: bridge.name,
    title: isolated
      ? `${bridge.name} has the host's address and no PVID of its own: the host is alone on it`
      : `On ${bridge.name} the host is in VLAN ${listed(hostVlans.map(String))}, its guests in VLAN ${listed(guestVlans.map(String))}`,
    observed: [
      `host ${describeHostAddresses(situation)} in ${isolated ? "no VLAN (own port without PVID)" : `VLAN ${listed(hostVlans.map(String))}`}`,
      `${listed(guestNames)} in VLAN ${listed(guestVlans.map(String))}`,
      ...(silent.length > 0 ? [`no answer from ${listed(silent)}`] : []),
    ].join("; "),
    expected: "the host's address in a VLAN that its guests share, or a route to theirs",
    cite: situation.cite,
    confidence,
    likelihood: isMaskedAndUnneeded(situation, world) ? 2 : 3,
    remedy: {
      steps: moveHostAddressSteps(situation, world),
      verify: `bridge vlan show dev ${shellWord(bridge.name)}; ip neigh show dev ${shellWord(bridge.name)}`,
    },
  };
}

/** Another default route is preferred, and no name server of the host lies behind the bridge. */
function isMaskedAndUnneeded({ bridge, nameservers }: BridgeSituation, { routes, resolver }: BridgeWorld): boolean {
  const preferred = defaultRoutes(routes, 4)[0];
  const masked = preferred !== undefined && preferred.interface !== bridge.name;
  return masked && resolver !== undefined && nameservers.length === 0;
}
