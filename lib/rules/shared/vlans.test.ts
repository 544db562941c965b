import { describe, expect, test } from "vitest";
import { NotApplicable } from "#lib/rules/rule.ts";
import { address, link, port, vlanBridge } from "#lib/rules/testing/network-testing.ts";
import { addressesOn, carries, carriesBothWays, describeVlans, hostVlansOf, plannedVlanBridges, untaggedHostOf } from "./vlans.ts";

describe("plannedVlanBridges", () => {
  test("keeps bridges that filter, without those of firewalls, containers and overlays", () => {
    const helpers = ["fwbr100i0", "docker0", "br-5e1f09c7aa42", "virbr0", "cni0", "lxdbr0"].map((name) => vlanBridge(name, "1p", []));
    const overlay = vlanBridge("web", "1p", [port("vxlan_web", "other", "1p")]);
    const plain = vlanBridge("vmbr1", "1p", [], { vlanFiltering: false });
    expect(plannedVlanBridges([...helpers, overlay, plain, vlanBridge("br-mgmt", "1p", [])]).map((bridge) => bridge.name)).toEqual([
      "br-mgmt",
    ]);
  });

  test("proves that it does not apply", () => {
    const plain = ["vmbr0", "vmbr1"].map((name) => vlanBridge(name, "1p", [], { vlanFiltering: false }));
    expect(() => plannedVlanBridges(plain)).toThrow(new NotApplicable("VLAN filtering is off on vmbr0 and vmbr1"));
    expect(() => plannedVlanBridges([])).toThrow(new NotApplicable("no Linux bridge with a VLAN plan"));
  });
});

describe("what passes a port", () => {
  test.each([
    ["1p", 1, true, true],
    ["1p", 2, false, false],
    ["1p 10", 10, true, true],
    ["1p 2-4094", 4094, true, true],
    ["1p 2-99", 100, false, false],
    ["1p 100u", 100, true, false],
    ["", 1, false, false],
  ])("table %j, VLAN %i", (table, vid, some, both) => {
    expect([carries(port("eno8", "uplink", table), vid), carriesBothWays(port("eno8", "uplink", table), vid)]).toEqual([some, both]);
  });

  test.each([
    ["", "none"],
    ["1p 10-40", "1, 10–40"],
    ["1 2 3 4 5 6 7 8", "1, 2, 3, 4, 5, 6 and 2 more"],
  ])("described: %j", (table, text) => {
    expect(describeVlans(port("eno8", "uplink", table))).toBe(text);
  });
});

describe("VLANs of the host", () => {
  const links = [
    link("br0.100", { kind: "vlan", vlan: { id: 100, parent: "br0" } }),
    link("br1.7", { kind: "vlan", vlan: { id: 7, parent: "br1" } }),
  ];
  test.each([
    ["an address on the bridge: its PVID", "5p 100", ["br0"], [5]],
    ["an address on a VLAN interface that the table lists", "5p 100", ["br0.100"], [100]],
    ["an address on a VLAN interface that the table lacks", "5p", ["br0.100"], []],
    ["both", "5p 100", ["br0", "br0.100"], [5, 100]],
    ["an address on another bridge's VLAN interface", "5p 7", ["br1.7"], []],
    ["no PVID", "", ["br0"], []],
  ])("%s", (_, table, devices, expected) => {
    const addresses = devices.map((device) => address(device, "10.0.0.2/24"));
    expect(hostVlansOf(vlanBridge("br0", table, []), addresses, links)).toEqual(expected);
  });

  test("a bridge whose own port is not listed has none", () => {
    const bridge = { ...vlanBridge("br0", "1p", []), ports: [] };
    expect(hostVlansOf(bridge, [address("br0", "10.0.0.2/24")], [])).toEqual([]);
    expect(untaggedHostOf(bridge, [address("br0", "10.0.0.2/24")])).toBeNull();
  });

  test("link-local addresses are no addresses to be reached by", () => {
    expect(addressesOn("br0", [address("br0", "fe80::1/64", { scope: "link" }), address("br0", "fd00::1/64")])).toHaveLength(1);
  });
});
