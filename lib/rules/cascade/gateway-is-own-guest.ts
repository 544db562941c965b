import { nodeOf } from "#lib/graph/indexed.ts";
import type { GraphNode, NodeId } from "#lib/graph/model.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { counted, listed, shellWord } from "#lib/rules/shared/wording.ts";
import { citesOf, type FleetView, needsOf, nodesOf, placesOf, settled, viewOf, weakest } from "./parts/fleet-view.ts";

export const gatewayIsOwnGuest = defineRule({
  id: "cascade/gateway-is-own-guest",
  title: "A host's way out is a router that runs on it as a guest",
  why: "While the guest is down the host reaches nothing beyond its own network, and nobody reaches it from elsewhere: neither updates, nor the backup, nor the person who should start the guest.",
  scope: "fleet",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["kvm-pair-panic-reboot"],
  references: ["ip-route(8)", "ip-neighbour(8)"],
  needs: ["graph"],
  check({ graph }) {
    const view = viewOf(graph);
    const found = nodesOf(view, "host").flatMap((host) => ownGateways(view, host));
    return settled(view, found, ["routes", "guests", "neighbours"]);
  },
  remedy: {
    steps: [
      "Route the network of the hosts on a machine of its own: the router of the site, a switch",
      "Until then: a second router guest on another host, both with VRRP",
    ],
    risk: "A wrong route cuts the host off: have its console open while it changes.",
    verify: "ip route get 192.0.2.1",
  },
});

function ownGateways(view: FleetView, host: GraphNode): Observation[] {
  const ways = needsOf(view, host.id).filter(
    ({ from, when }) => when === "run" && from.length > 0 && from.every(({ node }) => node.startsWith("gateway:")),
  );
  return ways.flatMap((way) => {
    const gateways = way.from.map(({ node }) => ({ id: node, places: routersOf(view, node) }));
    // Another gateway that is no guest of this host keeps it connected.
    const isOwn = ({ machine }: (typeof gateways)[number]["places"][number]) => machine.kind === "guest" && machine.host === host.name;
    if (!gateways.every(({ places }) => places.some(isOwn))) return [];
    return gateways.map(({ id, places }): Observation => {
      const address = id.slice("gateway:".length);
      const routers = places.map(({ machine }) => machine);
      const spare = routers.filter(({ host: other, running }) => other !== host.name && running);
      const own = places.filter(isOwn).map(({ machine }) => machine.name);
      return {
        subject: host.name,
        key: `${host.id}|${id}`,
        title: `${host.name} goes out through its own guest ${listed(own)}`,
        observed: `default gateway ${address} is ${listed(own)}${spare.length > 0 ? `, or ${counted(spare.length, "router")} elsewhere: ${listed(spare.map(({ name }) => name))}` : ""}`,
        expected: "a gateway that stays up when the host's guests do not",
        cite: citesOf([way, ...places.map(({ need }) => need)].flatMap(({ evidence }) => evidence)),
        impact: spare.length > 0 ? 2 : 3,
        confidence: weakest(places.map(({ need }) => need.confidence)),
        remedy: { verify: `ip neigh show ${shellWord(address)}` },
      };
    });
  });
}

/** The machine of a gateway; else the guests that may hold its address, which only their names tell. */
function routersOf(view: FleetView, gateway: NodeId): ReturnType<typeof placesOf> {
  const known = placesOf(view, gateway);
  if (known.length > 0) return known;
  const guesses = needsOf(view, gateway).filter(({ when, unknown }) => when === "run" && unknown);
  return guesses.flatMap((need) => need.from.map(({ node }) => ({ machine: nodeOf(view, node), need })));
}
