import type { Links } from "#lib/facts/links.ts";
import type { Neighbours } from "#lib/facts/neighbours.ts";
import type { Route } from "#lib/facts/routes.ts";
import { defineRule, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { chooseRouteRemedy, describeRoute, gatewayNeighbour, isWithoutCarrier, routePairs } from "#lib/rules/shared/default-routes.ts";
import { isUnanswered } from "#lib/rules/shared/guest-ports.ts";

/** Names that people give to a way out that is meant as the second one. */
const spareWay = /wan|wwan|backup|lte|usb|cell/i;

export const secondDefaultRouteMasksFault = defineRule({
  id: "bridge/second-default-route-masks-fault",
  title: "Two default routes hide a dead one",
  why: "The host looks fine as long as the other path works. When that one goes, so do Internet and DNS, and nobody knows that the spare has been dead for months.",
  scope: "host",
  scenarios: ["network-change"],
  likelihood: 3,
  impact: 2,
  needs: ["routes"],
  wants: ["neighbours", "links"],
  check({ routes, neighbours, links }) {
    const pairs = routePairs(routes);
    if (pairs.length > 0 && neighbours === undefined)
      throw new Undecidable("two default routes, and the neighbour table that tells which gateway answers was not read");
    return pairs.flatMap(
      ({ used, spare }) => deadSpare(used, spare, neighbours ?? [], links ?? []) ?? unusedGateway(used, spare, neighbours ?? []) ?? [],
    );
  },
  remedy: {
    steps: ["Decide which default route is the primary one, then repair the other and watch it, or remove it."],
    risk: "Removing the wrong one cuts off your own session: have the console open.",
    verify: "ip route get 192.0.2.1",
  },
  postmortems: ["kvm-pair-panic-reboot", "two-default-gateways"],
  references: ["ip-route(8)"],
});

function deadSpare(used: Route, spare: Route, neighbours: Neighbours, links: Links): Observation | null {
  const gateway = gatewayNeighbour(spare, neighbours);
  const link = links.find((one) => one.name === spare.interface);
  const noCarrier = link !== undefined && isWithoutCarrier(link);
  const unanswered = gateway !== undefined && isUnanswered(gateway);
  if (!noCarrier && !unanswered) return null;
  const fault = noCarrier ? `${spare.interface} has no carrier` : `gateway ${gateway?.address} ${gateway?.state}`;
  return {
    ...about(used, spare),
    title: `The default route by ${used.interface} hides that the one by ${spare.interface} is dead`,
    observed: `${describeRoute(used)} is in use; ${describeRoute(spare)}: ${fault}`,
    cite: [used.at, spare.at, ...(gateway === undefined ? [] : [gateway.at]), ...(noCarrier ? [link.at] : [])],
  };
}

/** A lease on the spare network won by its metric, so that the gateway which someone set by hand is never asked. */
function unusedGateway(used: Route, spare: Route, neighbours: Neighbours): Observation | null {
  const spareGateway = gatewayNeighbour(spare, neighbours);
  const answers = spareGateway?.state === "REACHABLE";
  if (answers || used.protocol !== "dhcp" || spare.protocol !== "static" || !spareWay.test(used.interface ?? "")) return null;
  return {
    ...about(used, spare),
    title: `The default route by ${used.interface}, from DHCP, wins over the one set by hand: nobody would see ${spare.interface} fail`,
    observed: `${describeRoute(used)} is in use; ${describeRoute(spare)} carries nothing`,
    cite: [used.at, spare.at],
    confidence: "suspected",
  };
}

function about(used: Route, spare: Route) {
  const device = spare.interface ?? "?";
  return {
    subject: device,
    key: `IPv${spare.family} ${device}`,
    expected: "one default route, or two whose gateways both answer",
    remedy: chooseRouteRemedy(used, spare),
  };
}
