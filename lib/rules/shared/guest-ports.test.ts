import { describe, expect, test } from "vitest";
import { link, neighbour, port, vlanBridge } from "#lib/rules/testing/network-testing.ts";
import { guest, nic } from "#lib/rules/testing/testing.ts";
import { addressesOfNic, guestAtPort, isReachable, isUnanswered, unaskedVlans } from "./guest-ports.ts";

const guests = [
  guest("web", { id: "100", nics: [nic({ slot: "net0" }), nic({ slot: "net1", vlanTag: 30 })] }),
  guest("dns", { id: "7f1c", nics: [nic({ slot: "0", mac: "52:54:00:b4:a1:69" })] }),
  guest("db", { id: "9a2e", nics: [nic({ slot: "0", device: "vnet7" })] }),
];
const links = [link("vnet2", { kind: "tun", mac: "FE:54:00:B4:A1:69" }), link("vnet9", { kind: "tun", mac: "fe:54:00:00:00:01" })];

test.each([
  ["vnet7", "db", "0"],
  ["tap100i1", "web", "net1"],
  ["veth100i0", "web", "net0"],
  ["fwpr100p1", "web", "net1"],
  ["vnet2", "dns", "0"],
  ["vnet9", undefined, undefined],
  ["tap100i7", undefined, undefined],
  ["tap1000i1", undefined, undefined],
])("behind %s is %s", (name, owner, slot) => {
  const found = guestAtPort(port(name, "guest", "1p"), guests, links);
  expect([found?.guest.name, found?.nic.slot]).toEqual([owner, slot]);
});

test("VLANs that no definition asks for, lowest first; uplinks and unknown ports say nothing", () => {
  const ports = [
    port("eno1", "uplink", "9p"),
    port("tap100i1", "guest", "30p"),
    port("vnet2", "guest", "100p"),
    port("vnet7", "guest", "20p"),
    port("vnet9", "guest", "8p"),
  ];
  expect(unaskedVlans(vlanBridge("br0", "1p", ports), guests, links)).toEqual([20, 100]);
});

test("addresses of a card: stated ones, and those that neighbours know its MAC by", () => {
  const card = nic({ mac: "52:54:00:B4:A1:69", addresses: ["10.0.0.5"] });
  const seen = [
    neighbour("br0", "10.0.0.6", "STALE", "52:54:00:b4:a1:69"),
    neighbour("br0", "10.0.0.5", "STALE", "52:54:00:b4:a1:69"),
    neighbour("br0", "10.0.0.7", "FAILED"),
  ];
  expect(addressesOfNic(card, seen)).toEqual(["10.0.0.5", "10.0.0.6"]);
  expect(addressesOfNic(nic({ mac: null }), seen)).toEqual([]);
});

describe("states of a neighbour", () => {
  test.each([
    ["FAILED", true, false],
    ["INCOMPLETE", true, false],
    ["REACHABLE", false, true],
    ["PERMANENT", false, true],
    ["STALE", false, false],
    ["DELAY", false, false],
  ])("%s", (state, silent, fresh) => {
    expect([isUnanswered(neighbour("br0", "10.0.0.1", state)), isReachable(neighbour("br0", "10.0.0.1", state))]).toEqual([silent, fresh]);
  });
});
