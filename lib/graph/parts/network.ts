import type { Readings } from "#lib/facts/index.ts";
import type { HostPart } from "#lib/graph/part.ts";
import { gatewayNeighbour } from "#lib/rules/shared/default-routes.ts";
import { isReachable, isUnanswered } from "#lib/rules/shared/guest-ports.ts";
import { isLoopback } from "#lib/rules/shared/ip-address.ts";
import { unstableBindings } from "#lib/rules/shared/nic-bindings.ts";
import { bridgesOf } from "./bridges.ts";
import { readFact } from "./read.ts";
import { cardsOf, vlanInterfacesOf } from "./vlan-interfaces.ts";

type Network = Pick<
  HostPart,
  | "addresses"
  | "macs"
  | "nameservers"
  | "staticNames"
  | "gateways"
  | "neighbours"
  | "bridges"
  | "cards"
  | "vlanInterfaces"
  | "unpinned"
  | "pendingNetwork"
>;

/** How a host hangs on its network, and whom it asks. */
export function networkOf(readings: Readings): Network {
  const [links, neighbours, config] = [
    readFact(readings, "links") ?? [],
    readFact(readings, "neighbours") ?? [],
    readFact(readings, "networkConfig"),
  ];
  const addresses = (readFact(readings, "addresses") ?? []).filter(({ scope, address }) => scope !== "link" && !isLoopback(address));
  const defaults = (readFact(readings, "routes") ?? []).filter(({ destination, gateway }) => destination === "default" && gateway !== null);
  return {
    addresses: addresses.map(({ address, interface: device, prefixLength, at }) => ({ address, interface: device, prefixLength, at })),
    macs: [...new Set(links.flatMap(({ mac }) => mac?.toLowerCase() ?? []))],
    nameservers: (readFact(readings, "resolver")?.nameservers ?? []).map(({ address, at }) => ({ server: address, at })),
    staticNames: (readFact(readings, "names")?.hosts ?? []).flatMap(({ address, names, at }) =>
      names.map((name) => ({ name, address, at })),
    ),
    gateways: defaults.map((route) => {
      const seen = gatewayNeighbour(route, neighbours);
      const answers = seen === undefined ? null : isReachable(seen) ? true : isUnanswered(seen) ? false : null;
      return {
        address: route.gateway ?? "",
        mac: seen?.mac?.toLowerCase() ?? null,
        interface: route.interface,
        metric: route.metric,
        answers,
        at: route.at,
      };
    }),
    neighbours: neighbours.flatMap(({ address, mac }) => (mac === null ? [] : [{ address, mac: mac.toLowerCase() }])),
    bridges: bridgesOf(readings),
    cards: cardsOf(links),
    vlanInterfaces: vlanInterfacesOf(readings),
    unpinned:
      config === undefined
        ? []
        : unstableBindings(config, links).flatMap(({ name, cites: [at] }) => (at === undefined ? [] : [{ interface: name, at }])),
    pendingNetwork: config?.pending ?? null,
  };
}
