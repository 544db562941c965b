import { expect, test } from "vitest";
import { bridgeSituation } from "#lib/rules/shared/host-and-guests.ts";
import { address, defaultRoute, port, vlanBridge } from "#lib/rules/testing/network-testing.ts";
import { describeHostAddresses, moveHostAddressSteps } from "./host-vlan-remedy.ts";

/** A host at 10.50.1.111/24 and fd00::1/64 on a bridge with these ports. */
function situation(name: string, ports: ReturnType<typeof port>[]) {
  const bridge = vlanBridge(name, "1p", ports);
  const world = {
    bridgeVlans: [bridge],
    addresses: [address(name, "10.50.1.111/24"), address(name, "fd00::1/64")],
    links: [],
    routes: [defaultRoute(name, "10.50.1.3", 426)],
    guests: undefined,
    neighbours: undefined,
    resolver: undefined,
  };
  return { situation: bridgeSituation(bridge, world), world };
}

function steps(name: string, ports: ReturnType<typeof port>[]): string[] {
  const { situation: of, world } = situation(name, ports);
  return moveHostAddressSteps(of, world);
}

test("console first, then the roll-back, then the change; every address and route goes there and back", () => {
  const all = steps("br-mgmt", [port("eno8", "uplink", "1p 100"), port("vnet2", "guest", "100p")]);
  expect(all[0]).toContain("console");
  expect(all[1]).toContain(
    "ip link del br-mgmt.100; ip addr replace 10.50.1.111/24 dev br-mgmt; ip addr replace fd00::1/64 dev br-mgmt; ip route replace default via 10.50.1.3 dev br-mgmt metric 426",
  );
  expect(all[2]).toContain("`bridge vlan add dev br-mgmt vid 100 self && ip link add link br-mgmt name br-mgmt.100 type vlan id 100");
  expect(all[3]).toBe(
    "`ip addr del 10.50.1.111/24 dev br-mgmt && ip addr add 10.50.1.111/24 dev br-mgmt.100 && ip addr del fd00::1/64 dev br-mgmt && ip addr add fd00::1/64 dev br-mgmt.100 && ip route replace default via 10.50.1.3 dev br-mgmt.100 metric 426`",
  );
});

test("an uplink that lacks the guests' VLAN gets it before", () => {
  expect(steps("br-mgmt", [port("eno8", "uplink", "1p"), port("vnet2", "guest", "100p")])[1]).toContain(
    "`bridge vlan add dev eno8 vid 100`",
  );
});

test("the host moves to the VLAN that most guests have", () => {
  const ports = [port("vnet1", "guest", "20p"), port("vnet2", "guest", "100p"), port("vnet3", "guest", "100p")];
  expect(steps("br-mgmt", ports)[2]).toContain("name br-mgmt.100 ");
});

test("a VLAN interface has a name that the kernel takes", () => {
  expect(steps("br-management", [port("vnet2", "guest", "100p")])[2]).toContain("name vlan100 type vlan id 100");
});

test("guests with tagged VLANs only: no VLAN to move to is known", () => {
  expect(steps("br-mgmt", [port("vnet2", "guest", "100 110")])).toEqual([
    "Find out which VLAN the guests of br-mgmt use: their ports carry tagged VLANs only.",
  ]);
});

test("a name that is shell stays one word, also inside the roll-back", () => {
  const all = steps("br;reboot", [port("vnet2", "guest", "100p")]);
  expect(all[2]).toContain("dev 'br;reboot' vid 100 self");
  expect(all[1]).toContain("dev '\\''br;reboot'\\''");
});

test("addresses in words", () => {
  expect(describeHostAddresses(situation("br0", []).situation)).toBe("10.50.1.111/24 and fd00::1/64");
});
