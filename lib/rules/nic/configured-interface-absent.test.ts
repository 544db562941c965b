import { describe, expect, test } from "vitest";
import { configured, link, networkConfig } from "#lib/rules/testing/network-testing.ts";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import type { SomeFacts } from "#lib/rules/testing/testing.ts";
import { configuredInterfaceAbsent as rule } from "./configured-interface-absent.ts";

const enp4s0 = link("enp4s0", { mac: "58:47:ca:50:c2:ee" });
const vmbr0 = (...ports: string[]) => configured("vmbr0", { kind: "bridge", ports, addresses: ["10.0.0.2/24"] });
const moved = { networkConfig: networkConfig([configured("enp3s0"), vmbr0("enp3s0")]), links: [enp4s0, link("vmbr0", { kind: "bridge" })] };

describeNeeds(rule, moved);

test("one finding for a name, with the card that most likely is the missing one", () => {
  const { findings } = judge(rule, moved);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    fingerprint: "nic/configured-interface-absent|host:kvm-01|enp3s0",
    severity: "high",
    title: "vmbr0 is built on enp3s0, which does not exist",
    observed: "/etc/network/interfaces names enp3s0; cards here: enp4s0; without configuration: enp4s0 (58:47:ca:50:c2:ee)",
  });
  expect(findings[0]?.remedy.steps[0]).toBe(
    "enp4s0 (58:47:ca:50:c2:ee) is the only card without configuration: most likely it is the one.",
  );
});

const of = (...interfaces: ReturnType<typeof configured>[]) => ({
  networkConfig: networkConfig(interfaces),
  links: [enp4s0, link("vmbr0", { kind: "bridge" })],
});

describe("a finding", () => {
  test.each<[string, SomeFacts, string]>([
    ["it carries the only address", of(configured("ens3", { manager: "netplan", dhcp: true })), "high"],
    ["allow-hotplug and the only address", of(configured("ens3", { auto: false, optional: true, dhcp: true })), "high"],
    ["another interface carries an address", of(configured("ens3", { dhcp: true }), configured("enp4s0", { dhcp: true })), "low"],
    ["a member of a bond", of(configured("bond0", { kind: "bond", ports: ["enp4s0", "ens3"], dhcp: true })), "high"],
    ["the parent of a VLAN", of(configured("ens3.100", { kind: "vlan", ports: ["ens3"], dhcp: true })), "high"],
    [
      "a USB card that is unplugged, allow-hotplug and manual",
      of(configured("eno2", { auto: false, optional: true }), vmbr0("enp4s0")),
      "low",
    ],
    [
      "a profile that asks for name and MAC",
      of(configured("ens3", { manager: "networkmanager", matchMac: "58:47:ca:50:c2:ee", matchName: "ens3", dhcp: true })),
      "high",
    ],
    [
      "a literal Name= of systemd-networkd",
      of(configured("10-lan", { manager: "systemd-networkd", matchName: "ens3", dhcp: true })),
      "high",
    ],
  ])("%s", (_, facts, severity) => {
    const { verdict, findings } = judge(rule, facts);
    expect([verdict, findings.map((one) => one.severity)]).toEqual(["failed", [severity]]);
  });
});

describe("not a finding", () => {
  test.each<[string, SomeFacts]>([
    ["an alternative name", { ...moved, links: [link("enp4s0", { altNames: ["enp3s0"] })] }],
    ["bridge-ports none", of(vmbr0("none"))],
    [
      "devices that are made when they are needed",
      of(vmbr0("enp4s0"), configured("vmbr0v5", { kind: "bridge", ports: ["vmbr0v5"] }), configured("wg0"), configured("ppp0")),
    ],
    ["a profile with autoconnect=no", of(configured("enp216s0", { manager: "networkmanager", auto: false, dhcp: true }))],
    ["a bond of such a profile", of(configured("bond9", { manager: "networkmanager", kind: "bond", auto: false, ports: ["enp216s0"] }))],
    ["a label of an address", of(configured("enp4s0:1", { addresses: ["10.0.0.3/24"] }))],
    ["a bridge built on a bond that the configuration makes", of(configured("bond0", { kind: "bond", ports: ["enp4s0"] }), vmbr0("bond0"))],
    ["a VLAN that ifupdown makes by its name", of(vmbr0("enp4s0.100"))],
    [
      "a match on the MAC: its id is no name",
      of(configured("uplink", { manager: "netplan", matchMac: "00:00:00:00:00:01" }), vmbr0("uplink")),
    ],
    ["several names of which one may be there", of(configured("lan", { manager: "netplan", matchName: "ens3 ens4", dhcp: true }))],
    [
      "a bond of a profile that takes any card",
      of(configured("Wired 1", { manager: "networkmanager", matchName: "*" }), configured("bond0", { kind: "bond", ports: ["Wired 1"] })),
    ],
    [
      "a bridge built on a netplan id that matches a card by name",
      of(configured("lan", { manager: "netplan", matchName: "enp4s0" }), configured("br0", { kind: "bridge", ports: ["lan"] })),
    ],
    ["a wildcard", of(configured("all", { manager: "systemd-networkd", matchName: "en*", dhcp: true }))],
    ["the loopback", of(configured("lo", { kind: "loopback" }))],
  ])("%s", (_, facts) => {
    expect(judge(rule, facts)).toMatchObject({ verdict: "passed", findings: [] });
  });
});
