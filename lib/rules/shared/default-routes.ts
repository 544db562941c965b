import type { Link } from "#lib/facts/links.ts";
import type { Neighbour, Neighbours } from "#lib/facts/neighbours.ts";
import type { Route, Routes } from "#lib/facts/routes.ts";
import { sameAddress } from "./ip-address.ts";
import { shellWord } from "./wording.ts";

/**
 * Default routes of the main table, the one in use first: the lowest metric wins (ip-route(8)). Policy routing tables and the
 * half-routes of VPNs (0.0.0.0/1) are not default routes of the host.
 */
export function defaultRoutes(routes: Routes, family: 4 | 6): Route[] {
  return routes
    .filter((route) => route.destination === "default" && route.family === family && route.table === "main")
    .sort((one, other) => one.metric - other.metric);
}

/** Default routes of either family that leave by a device. */
export function defaultRoutesVia(device: string, routes: Routes): Route[] {
  return [...defaultRoutes(routes, 4), ...defaultRoutes(routes, 6)].filter((route) => route.interface === device);
}

/** What the neighbour table says of a route's gateway on the route's own device; undefined when it is not in it. */
export function gatewayNeighbour(route: Route, neighbours: Neighbours): Neighbour | undefined {
  const { gateway } = route;
  if (gateway === null) return undefined;
  return neighbours.find((neighbour) => neighbour.interface === route.interface && sameAddress(neighbour.address, gateway));
}

/** "default via 10.0.0.1 dev eth0 metric 100 (dhcp)". */
export function describeRoute(route: Route): string {
  const via = route.gateway === null ? "" : ` via ${route.gateway}`;
  return `default${via} dev ${route.interface ?? "?"} metric ${route.metric}${route.protocol === null ? "" : ` (${route.protocol})`}`;
}

/** The device has no cable or peer: the kernel marks its routes `linkdown`. */
export function isWithoutCarrier(link: Link): boolean {
  return link.carrier === false || link.operState === "DOWN" || link.operState === "LOWERLAYERDOWN";
}

/** Steps and proof for a spare default route of which nobody knows whether it works. */
export function chooseRouteRemedy(used: Route, spare: Route): { steps: string[]; verify: string } {
  const device = shellWord(spare.interface ?? "");
  const via = spare.gateway === null ? "" : ` via ${shellWord(spare.gateway)}`;
  const anywhere = spare.family === 4 ? "192.0.2.1" : "2001:db8::1";
  return {
    steps: [
      `See whether it works: \`ping -c1 -I ${device} ${shellWord(spare.gateway ?? anywhere)}\`.`,
      `If ${spare.interface} is the way that should be used, repair it first, then give it a lower metric than ${used.metric} in the network configuration.`,
      `If it is not, take its gateway out of the configuration, then \`ip -${spare.family} route del default${via} dev ${device} metric ${spare.metric}\`.`,
    ],
    verify: `ip route get ${anywhere}`,
  };
}

/** Two default routes of one family by different devices: the one in use, and one that would follow it. Equal metrics are one multipath route. */
export function routePairs(routes: Routes): { used: Route; spare: Route }[] {
  return ([4, 6] as const).flatMap((family) => {
    const [used, ...others] = defaultRoutes(routes, family);
    const spares = others.filter((route) => route.interface !== used?.interface && route.metric !== used?.metric);
    return used === undefined ? [] : spares.map((spare) => ({ used, spare }));
  });
}
