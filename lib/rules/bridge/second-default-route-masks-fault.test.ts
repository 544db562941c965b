import { describe, expect, test } from "vitest";
import { defaultRoute, link, neighbour } from "#lib/rules/testing/network-testing.ts";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import type { SomeFacts } from "#lib/rules/testing/testing.ts";
import { secondDefaultRouteMasksFault as rule } from "./second-default-route-masks-fault.ts";

const byWan = defaultRoute("br-wan", "192.168.1.254", 425, "dhcp");
const byMgmt = defaultRoute("br-mgmt", "10.50.1.3", 426);
const wanAnswers = neighbour("br-wan", "192.168.1.254", "REACHABLE", "3c:37:86:5a:11:fe");
const masked = {
  routes: [byMgmt, byWan],
  neighbours: [wanAnswers, neighbour("br-mgmt", "10.50.1.3", "FAILED")],
} satisfies SomeFacts;

describeNeeds(rule, masked);

test("names both routes, and the command that takes the dead one away", () => {
  const { findings } = judge(rule, masked);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    fingerprint: "bridge/second-default-route-masks-fault|host:kvm-01|IPv4 br-mgmt",
    severity: "medium",
    confidence: "confirmed",
    title: "The default route by br-wan hides that the one by br-mgmt is dead",
    observed:
      "default via 192.168.1.254 dev br-wan metric 425 (dhcp) is in use; default via 10.50.1.3 dev br-mgmt metric 426 (static): gateway 10.50.1.3 FAILED",
  });
  expect(findings[0]?.remedy.steps[2]).toContain("`ip -4 route del default via 10.50.1.3 dev br-mgmt metric 426`");
});

describe("a finding", () => {
  test.each<[string, SomeFacts, string]>([
    ["the gateway is being asked and does not answer", { neighbours: [neighbour("br-mgmt", "10.50.1.3", "INCOMPLETE")] }, "confirmed"],
    ["the spare's device has no carrier", { neighbours: [wanAnswers], links: [link("br-mgmt", { carrier: false })] }, "confirmed"],
    ["the spare's device is down", { neighbours: [], links: [link("br-mgmt", { operState: "DOWN", carrier: null })] }, "confirmed"],
    ["a lease on the wan won by metric, the gateway set by hand is never asked", { neighbours: [wanAnswers] }, "suspected"],
    [
      "IPv6, where the address is spelled otherwise",
      {
        routes: [defaultRoute("eth0", "2001:db8::1", 100), defaultRoute("eth1", "2001:db8:1::1", 200)],
        neighbours: [neighbour("eth1", "2001:DB8:1:0::1", "FAILED")],
      },
      "confirmed",
    ],
  ])("%s", (_, facts, confidence) => {
    const { verdict, findings } = judge(rule, { ...masked, ...facts });
    expect([verdict, findings.map((one) => [one.severity, one.confidence])]).toEqual(["failed", [["medium", confidence]]]);
  });
});

describe("not a finding", () => {
  const dead = neighbour("br-mgmt", "10.50.1.3", "FAILED");
  test.each<[string, SomeFacts]>([
    ["one default route", { routes: [byMgmt] }],
    ["no default route", { routes: [] }],
    [
      "multipath: several next hops of one metric",
      { routes: [defaultRoute("eth0", "10.0.0.1", 100), defaultRoute("br-mgmt", "10.50.1.3", 100)] },
    ],
    ["two routes by one device", { routes: [defaultRoute("br-mgmt", "10.50.1.1", 100), byMgmt], neighbours: [dead] }],
    ["policy routing: the other one is in a table of its own", { routes: [byWan, { ...byMgmt, table: "100" }] }],
    [
      "a VPN's halves of the Internet",
      { routes: [byMgmt, ...["0.0.0.0/1", "128.0.0.0/1"].map((destination) => ({ ...byWan, destination }))] },
    ],
    [
      "a fail-over whose gateways both answer",
      { neighbours: [wanAnswers, neighbour("br-mgmt", "10.50.1.3", "REACHABLE", "00:00:5e:00:01:01")] },
    ],
    ["IPv4 by one device and IPv6 by another", { routes: [byWan, defaultRoute("br-mgmt", "2001:db8::1", 426)] }],
    [
      "the dead gateway's address on another device",
      { routes: [defaultRoute("eth0", "10.0.0.1", 1), byMgmt], neighbours: [neighbour("eth0", "10.50.1.3", "FAILED")] },
    ],
    [
      "a spare that nothing says is dead, beside a route set by hand",
      { routes: [defaultRoute("eth0", "10.0.0.1", 1), byMgmt], neighbours: [] },
    ],
  ])("%s", (_, facts) => {
    expect(judge(rule, { ...masked, ...facts })).toMatchObject({ verdict: "passed", findings: [] });
  });
});

test("two default routes and no neighbour table: unknown", () => {
  expect(judge(rule, { routes: [byMgmt, byWan] })).toMatchObject({ verdict: "unknown", findings: [] });
});
