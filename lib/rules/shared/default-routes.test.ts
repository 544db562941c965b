import { expect, test } from "vitest";
import { defaultRoute, link, neighbour } from "#lib/rules/testing/network-testing.ts";
import {
  chooseRouteRemedy,
  defaultRoutes,
  defaultRoutesVia,
  describeRoute,
  gatewayNeighbour,
  isWithoutCarrier,
  routePairs,
} from "./default-routes.ts";

const slow = defaultRoute("br1", "10.1.0.1", 426);
const fast = defaultRoute("br0", "10.0.0.1", 425, "dhcp");
const six = defaultRoute("br0", "2001:db8::1", 1024);
const routes = [slow, six, { ...fast, table: "200", metric: 1 }, { ...fast, destination: "10.0.0.0/24" }, fast];

test("the lowest metric comes first; other tables, families and prefixes are left out", () => {
  expect(defaultRoutes(routes, 4)).toEqual([fast, slow]);
  expect(defaultRoutes(routes, 6)).toEqual([six]);
  expect(defaultRoutesVia("br0", routes)).toEqual([fast, six]);
});

test("pairs are of one family, by different devices and metrics", () => {
  expect(routePairs(routes)).toEqual([{ used: fast, spare: slow }]);
  expect(routePairs([fast, { ...slow, metric: 425 }])).toEqual([]);
  expect(routePairs([fast, { ...slow, interface: "br0" }])).toEqual([]);
  expect(routePairs([])).toEqual([]);
});

test("a gateway's neighbour is the one on the route's device", () => {
  const answer = neighbour("br0", "10.0.0.1", "REACHABLE");
  expect(gatewayNeighbour(fast, [neighbour("br9", "10.0.0.1", "FAILED"), answer])).toBe(answer);
  expect(gatewayNeighbour(fast, [])).toBeUndefined();
  expect(gatewayNeighbour({ ...fast, gateway: null }, [answer])).toBeUndefined();
});

test("a route in words, and the commands for the other one", () => {
  expect(describeRoute(fast)).toBe("default via 10.0.0.1 dev br0 metric 425 (dhcp)");
  expect(describeRoute({ ...fast, gateway: null, protocol: null })).toBe("default dev br0 metric 425");
  expect(chooseRouteRemedy(fast, slow).steps[2]).toContain("`ip -4 route del default via 10.1.0.1 dev br1 metric 426`");
  expect(chooseRouteRemedy(fast, { ...slow, gateway: null, interface: "a b" }).steps[2]).toContain(
    "`ip -4 route del default dev 'a b' metric 426`",
  );
  expect(chooseRouteRemedy(six, { ...six, interface: "br1" }).verify).toBe("ip route get 2001:db8::1");
});

test("no carrier, or down", () => {
  expect(isWithoutCarrier(link("br0"))).toBe(false);
  expect(isWithoutCarrier(link("br0", { carrier: false }))).toBe(true);
  expect(isWithoutCarrier(link("br0", { carrier: null, operState: "DOWN" }))).toBe(true);
  expect(isWithoutCarrier(link("wg0", { carrier: null, operState: "UNKNOWN" }))).toBe(false);
});
