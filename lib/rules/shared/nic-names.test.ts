import { describe, expect, test } from "vitest";
import { configured, link, networkConfig, pciDevice, pin } from "#lib/rules/testing/network-testing.ts";
import { boundName, isUnstableName, lastingMac, pinOf, portsNeeded, removableBefore, withoutAlias } from "./nic-names.ts";

test.each([
  ["eno1", true],
  ["eno12399np0", true],
  ["ens3", true],
  ["ens1f0", true],
  ["enp3s0", true],
  ["enp129s0f0np0", true],
  ["enP2p1s0", true],
  ["wlp2s0", true],
  ["ibp5s0", true],
  ["eth0", true],
  ["enx6aedd63b49f4", false],
  ["nic0", false],
  ["lan0", false],
  ["uplink", false],
  ["bond0", false],
  ["end0", false],
  ["enology", false],
])("%s of two cards is unstable: %s", (name, expected) => {
  expect(isUnstableName(name, 2)).toBe(expected);
});

test("the only card keeps its kernel name, not its slot name", () => {
  expect([isUnstableName("eth0", 1), isUnstableName("ens3", 1)]).toEqual([false, true]);
});

test("the lasting MAC of a bond's member is its own or unknown, never the bond's", () => {
  const bond = link("bond0", { kind: "bond" });
  const member = link("eno2", { mac: "AA:00:00:00:00:01", master: "bond0" });
  expect(lastingMac({ ...member, permanentMac: "AA:00:00:00:00:02" }, [bond])).toBe("aa:00:00:00:00:02");
  expect(lastingMac(member, [bond])).toBeNull();
  expect(lastingMac(member, [link("bond0", { kind: "bridge" })])).toBe("aa:00:00:00:00:01");
  expect(lastingMac(link("eno1"), [])).toBeNull();
});

describe("the name that a configuration needs", () => {
  test.each([
    [configured("ens3"), "ens3"],
    [configured("eth0:1"), "eth0"],
    [configured("lan", { matchName: "ens3" }), "ens3"],
    [configured("lan", { matchName: "en*" }), null],
    [configured("uplink", { matchMac: "6a:ed:d6:3b:49:f4" }), null],
  ])("%#", (one, expected) => {
    expect(boundName(one)).toBe(expected);
  });

  test("an alias, and what bridges are built on", () => {
    expect(withoutAlias("eth0:1")).toBe("eth0");
    expect(portsNeeded(networkConfig([configured("br0", { kind: "bridge", ports: ["eno1", "eno2"] })])).map((one) => one.name)).toEqual([
      "eno1",
      "eno2",
    ]);
  });
});

test("a pin names the card and matches its MAC; a path pins nothing", () => {
  const mac = "6a:ed:d6:3b:49:f4";
  const pins = [pin("ens3", null, { path: "pci-0000:00:03.0" }), pin("ens4", mac), pin("ens3", mac.toUpperCase())];
  expect(pinOf("ens3", mac, pins)).toBe(pins[2]);
  expect(pinOf("ens3", null, pins)).toBe(pins[2]);
  expect(pinOf("ens3", "00:00:00:00:00:01", pins)).toBeUndefined();
  expect(pinOf("ens5", mac, pins)).toBeUndefined();
});

describe("the device whose removal moves a card", () => {
  const display = pciDevice("0000:00:02.0", "0300", "display");
  const card = pciDevice("0000:00:03.0", "0200", "card");
  test.each([
    ["the display just before it", "0000:00:03.0", [display, card], "display"],
    [
      "a sound device with another between",
      "0000:00:05.0",
      [pciDevice("0000:00:03.0", "0403", "sound"), pciDevice("0000:00:04.0", "0100", "disk")],
      "sound",
    ],
    ["a gap between: slots are fixed", "0000:00:12.0", [display], undefined],
    ["a display behind it", "0000:00:03.0", [pciDevice("0000:00:04.0", "0300", "display")], undefined],
    ["another bus", "0000:01:03.0", [display], undefined],
    ["a bridge before it is not removable", "0000:00:03.0", [pciDevice("0000:00:02.0", "0604", "bridge")], undefined],
    ["no address known", null, [display], undefined],
    ["a text that is no address", "virtio0", [display], undefined],
  ])("%s", (_, at, devices, expected) => {
    expect(removableBefore(at, devices)?.name).toBe(expected);
  });
});
