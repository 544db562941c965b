import { describe, expect, test } from "vitest";
import { configured, link, networkConfig, pciDevice, pin } from "#lib/rules/testing/network-testing.ts";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { identity, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { configBoundToUnstableName as rule } from "./config-bound-to-unstable-name.ts";

const mac = "6a:ed:d6:3b:49:f4";
const ens3 = link("ens3", { mac, pciAddress: "0000:00:03.0" });
const netplan = (name: string, over = {}) => configured(name, { manager: "netplan", dhcp: true, ...over });
const display = pciDevice("0000:00:02.0", "0300", "GD 5446");
const devices = [pciDevice("0000:00:01.0", "0601", "PIIX3"), display, pciDevice("0000:00:03.0", "0200", "Virtio network")];
const vps = { networkConfig: networkConfig([netplan("ens3")]), links: [link("lo", { kind: "loopback" }), ens3] } satisfies SomeFacts;
const guest = { ...vps, identity: identity({ virtualization: "kvm", system: "linux" }), pciDevices: devices };

describeNeeds(rule, vps);

test("names the file, the card and what would move it; the key is the MAC", () => {
  const { findings } = judge(rule, guest);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    fingerprint: `nic/config-bound-to-unstable-name|host:kvm-01|${mac}`,
    subject: "ens3",
    severity: "high",
    likelihood: 3,
    title: "ens3 carries the address and is known by its slot only",
    observed: `/etc/network/interfaces says ens3; nothing ties it to ${mac}; without GD 5446 at 0000:00:02.0 the card moves from 0000:00:03.0`,
  });
  expect(findings[0]?.remedy.steps[0]).toContain(`\`match: {macaddress: "${mac}"}\``);
});

const eno1 = link("eno1", { mac: "aa:bb:cc:00:00:01", master: "vmbr0" });
const vmbr0 = configured("vmbr0", { kind: "bridge", ports: ["eno1"], addresses: ["10.0.0.2/24"], gateway: "10.0.0.1" });
const proxmox = { networkConfig: networkConfig([configured("eno1"), vmbr0]), links: [eno1], identity: identity({ system: "proxmox" }) };

describe("a finding", () => {
  test.each<[string, SomeFacts, string, [number, number]]>([
    ["a guest without a device that could be taken away", { ...guest, pciDevices: [] }, "medium", [2, 3]],
    [
      "a Proxmox guest: its card sits behind a gap",
      { ...guest, links: [link("ens18", { mac, pciAddress: "0000:00:12.0" })], networkConfig: networkConfig([netplan("ens18")]) },
      "medium",
      [2, 3],
    ],
    ["bare metal", { ...vps, identity: identity() }, "high", [2, 4]],
    ["a port of a bridge", proxmox, "high", [2, 4]],
    [
      "a member of a bond",
      { ...proxmox, networkConfig: networkConfig([configured("bond0", { kind: "bond", ports: ["eno1"] })]) },
      "high",
      [2, 4],
    ],
    [
      "netplan `match: name` is no pin",
      { ...vps, networkConfig: networkConfig([netplan("uplink", { matchName: "ens3" })]) },
      "high",
      [3, 3],
    ],
    [
      "a .link file for another card",
      { ...vps, networkConfig: networkConfig([netplan("ens3")], [pin("ens3", "00:00:00:00:00:01")]) },
      "high",
      [3, 3],
    ],
    [
      "a .link file by path follows the slot",
      { ...vps, networkConfig: networkConfig([netplan("ens3")], [pin("ens3", null, { path: "pci-0000:00:03.0" })]) },
      "high",
      [3, 3],
    ],
    ["the configuration uses an alternative name", { ...vps, links: [link("lan0", { mac, altNames: ["ens3"] })] }, "high", [3, 3]],
    [
      "a NetworkManager profile that asks for name and MAC: the MAC says which card it is",
      {
        ...vps,
        networkConfig: networkConfig([configured("ens3", { manager: "networkmanager", dhcp: true, matchMac: mac, matchName: "ens3" })]),
      },
      "low",
      [2, 2],
    ],
    [
      "a bridge built on a netplan id that matches by name",
      {
        ...vps,
        networkConfig: networkConfig([
          configured("lan", { manager: "netplan", matchName: "ens3" }),
          configured("br0", { kind: "bridge", ports: ["lan"] }),
        ]),
      },
      "high",
      [3, 3],
    ],
    [
      "eth0 of two cards",
      { ...vps, links: [link("eth0", { mac }), link("eth1")], networkConfig: networkConfig([netplan("eth0")]) },
      "high",
      [3, 3],
    ],
  ])("%s", (_, facts, severity, levels) => {
    const { verdict, findings } = judge(rule, facts);
    expect([verdict, findings.map((one) => [one.severity, [one.likelihood, one.impact]])]).toEqual(["failed", [[severity, levels]]]);
  });
});

describe("not a finding", () => {
  const named = (name: string, over = {}) => ({ links: [link(name, { mac })], networkConfig: networkConfig([netplan(name, over)]) });
  test.each<[string, SomeFacts]>([
    ["enx<mac>", named("enx6aedd63b49f4")],
    [
      "a name of its own by a .link file",
      { links: [link("nic0", { mac })], networkConfig: networkConfig([netplan("nic0")], [pin("nic0", mac)]) },
    ],
    ["a slot name kept by a .link file", { ...vps, networkConfig: networkConfig([netplan("ens3")], [pin("ens3", mac.toUpperCase())]) }],
    ["netplan with match on the MAC", { ...vps, networkConfig: networkConfig([netplan("uplink", { matchMac: mac, setName: "uplink" })]) }],
    [
      "the same under the old name, as cloud-init writes it",
      { ...vps, networkConfig: networkConfig([netplan("ens3", { matchMac: mac, setName: "ens3" })]) },
    ],
    [
      "what netplan generated from it, with the name beside the MAC",
      { ...vps, networkConfig: networkConfig([netplan("ens3", { matchMac: mac, matchName: "ens3" })]) },
    ],
    ["one of several names", { ...vps, networkConfig: networkConfig([netplan("lan", { matchName: "ens3 ens4" })]) }],
    [
      "a wildcard",
      { ...vps, networkConfig: networkConfig([configured("all", { manager: "systemd-networkd", matchName: "en*", dhcp: true })]) },
    ],
    [
      "virtual devices",
      {
        links: [link("br0", { kind: "bridge" }), link("wg0", { kind: "other" })],
        networkConfig: networkConfig([configured("br0", { kind: "bridge", dhcp: true }), configured("wg0", { kind: "other" })]),
      },
    ],
    ["no profile at all: NetworkManager's own DHCP", { ...vps, networkConfig: networkConfig([]) }],
    ["a card that carries nothing", { ...vps, networkConfig: networkConfig([netplan("ens3", { dhcp: false })]) }],
    ["a card that is not there: another rule", { ...vps, links: [link("ens2", { mac })] }],
    ["the only card is eth0", named("eth0")],
    [
      "a profile with the MAC of a bond's member",
      {
        links: [
          link("bond0", { kind: "bond" }),
          link("eno2", { mac: "aa:00:00:00:00:01", permanentMac: "aa:00:00:00:00:02", master: "bond0" }),
        ],
        networkConfig: networkConfig([
          configured("bond0", { kind: "bond", ports: ["eno2"], dhcp: true }),
          configured("eno2", { manager: "networkmanager", matchMac: "AA:00:00:00:00:02" }),
        ]),
      },
    ],
    [
      "a .link file for a bond's member whose own MAC the kernel does not tell",
      {
        links: [link("bond0", { kind: "bond" }), link("eno2", { mac: "aa:00:00:00:00:01", master: "bond0" })],
        networkConfig: networkConfig(
          [configured("bond0", { kind: "bond", ports: ["eno2"], dhcp: true })],
          [pin("eno2", "aa:00:00:00:00:02")],
        ),
      },
    ],
  ])("%s", (_, facts) => {
    expect(judge(rule, { identity: identity(), ...facts })).toMatchObject({ verdict: "passed", findings: [] });
  });
});
