import { describe, expect, test } from "vitest";
import { address, defaultRoute, link, neighbour, port, resolver, vlanBridge } from "#lib/rules/testing/network-testing.ts";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { guest, nic, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { pvidMismatchHostGuests as rule } from "./pvid-mismatch-host-guests.ts";

const uplink = port("eno8", "uplink", "1p 100");
const dnsMac = "52:54:00:b4:a1:69";
const dns = guest("bind-02", { nics: [nic({ device: "vnet2", bridge: "br-mgmt", mac: dnsMac })] });
const inVlan100 = [vlanBridge("br-mgmt", "1p", [uplink, port("vnet2", "guest", "100p")])];

/** The host in VLAN 1, a guest in VLAN 100 that nothing asked to be there, and a gateway that does not answer. */
const apart = {
  bridgeVlans: inVlan100,
  addresses: [address("br-mgmt", "10.50.1.111/24"), address("br-mgmt", "fe80::1/64", { scope: "link" })],
  links: [link("br-mgmt", { kind: "bridge" }), link("vnet2", { kind: "tun", mac: "fe:54:00:b4:a1:69" })],
  routes: [defaultRoute("br-wan", "192.168.1.254", 425, "dhcp"), defaultRoute("br-mgmt", "10.50.1.3", 426)],
  guests: [dns],
  neighbours: [neighbour("br-mgmt", "10.50.1.3", "FAILED"), neighbour("br-mgmt", "10.50.1.90", "FAILED")],
  resolver: resolver("10.50.1.90"),
} satisfies SomeFacts;

describeNeeds(rule, apart);

test("names host, guests, VLANs and who did not answer, and moves the host by a tagged interface", () => {
  const { findings } = judge(rule, apart);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    fingerprint: "bridge/pvid-mismatch-host-guests|host:kvm-01|br-mgmt",
    severity: "high",
    confidence: "confirmed",
    title: "On br-mgmt the host is in VLAN 1, its guests in VLAN 100",
    observed: "host 10.50.1.111/24 in VLAN 1; bind-02 in VLAN 100; no answer from 10.50.1.3 FAILED and 10.50.1.90 FAILED",
  });
  const steps = findings[0]?.remedy.steps ?? [];
  expect(steps[0]).toContain("console");
  expect(steps[1]).toBe(
    "`systemd-run --on-active=180 --unit=vlan-roll-back sh -c 'ip link del br-mgmt.100; ip addr replace 10.50.1.111/24 dev br-mgmt; ip route replace default via 10.50.1.3 dev br-mgmt metric 426'`: puts the old state back after 180 s unless you stop it.",
  );
  expect(steps[2]).toBe(
    "`bridge vlan add dev br-mgmt vid 100 self && ip link add link br-mgmt name br-mgmt.100 type vlan id 100 && ip link set br-mgmt.100 up`",
  );
  expect(findings[0]?.remedy.risk).toContain("Never over SSH alone");
});

describe("a finding", () => {
  test.each<[string, SomeFacts, string, string]>([
    ["no neighbour entry at all: from the tables", { neighbours: [] }, "high", "inferred"],
    ["the neighbour table was not read", { neighbours: undefined }, "high", "inferred"],
    [
      "a guest known by its MAC address",
      { links: apart.links, guests: [guest("bind-02", { nics: [nic({ mac: dnsMac })] })] },
      "high",
      "confirmed",
    ],
    ["another way out hides it and no name server lies behind it", { resolver: resolver("9.9.9.9") }, "medium", "confirmed"],
    ["another way out hides it and the name servers were not read", { resolver: undefined }, "high", "confirmed"],
    ["no other way out", { routes: [defaultRoute("br-mgmt", "10.50.1.3")], resolver: resolver("9.9.9.9") }, "high", "confirmed"],
    ["the bridge itself has no PVID", { bridgeVlans: [vlanBridge("br-mgmt", "", [port("vnet2", "guest", "100p")])] }, "high", "confirmed"],
    [
      "tagged guests whose configured address is in the host's subnet",
      {
        guests: [guest("101", { platform: "lxc", nics: [nic({ device: "veth101i0", vlanTag: 100, addresses: ["10.50.1.20"] })] })],
        bridgeVlans: [vlanBridge("br-mgmt", "1p", [uplink, port("veth101i0", "guest", "100p")])],
        neighbours: [],
      },
      "high",
      "inferred",
    ],
    [
      "the same, and that address does not answer",
      {
        guests: [guest("101", { nics: [nic({ device: "fwpr101p0", vlanTag: 100, addresses: ["10.50.1.20"] })] })],
        bridgeVlans: [vlanBridge("br-mgmt", "1p", [uplink, port("fwpr101p0", "guest", "100p")])],
        neighbours: [neighbour("br-mgmt", "10.50.1.20", "INCOMPLETE")],
      },
      "high",
      "confirmed",
    ],
    [
      "the gateway on the bridge answers: it may stand in the host's VLAN",
      { neighbours: [neighbour("br-mgmt", "10.50.1.3", "REACHABLE", "00:0d:b9:00:00:01")] },
      "high",
      "inferred",
    ],
    [
      "a guest that asks for another VLAN than its port has",
      { guests: [guest("bind-02", { nics: [nic({ device: "vnet2", vlanTag: 30 })] })], neighbours: [] },
      "high",
      "inferred",
    ],
    [
      "the gateway's address belongs to a guest that answered once",
      { neighbours: [neighbour("br-mgmt", "10.50.1.3", "STALE", dnsMac)] },
      "high",
      "inferred",
    ],
  ])("%s", (_, facts, severity, confidence) => {
    const { verdict, findings } = judge(rule, { ...apart, ...facts });
    expect([verdict, findings.map((one) => [one.severity, one.confidence])]).toEqual(["failed", [[severity, confidence]]]);
  });
});

const tagged = (id: string, device: string, tag: number) =>
  guest(id, { id, platform: "qemu", nics: [nic({ device, vlanTag: tag, bridge: "vmbr0" })] });
const vmbr0 = { addresses: [address("vmbr0", "10.50.1.111/24")], routes: [defaultRoute("vmbr0", "10.50.1.1")], neighbours: [] };

describe("not a finding", () => {
  test.each<[string, SomeFacts]>([
    ["a bridge without an address of the host", { addresses: [address("eno1", "10.0.0.1/24")] }],
    ["only a link-local address", { addresses: [address("br-mgmt", "fe80::1/64", { scope: "link" })] }],
    [
      "the host's address on br-mgmt.100, and 100 tagged in the bridge's own table",
      {
        bridgeVlans: [vlanBridge("br-mgmt", "1p 100", [uplink, port("vnet2", "guest", "100p")])],
        links: [...apart.links, link("br-mgmt.100", { kind: "vlan", vlan: { id: 100, parent: "br-mgmt" } })],
        addresses: [address("br-mgmt.100", "10.50.1.111/24")],
      },
    ],
    [
      "addresses on both, one in the guests' VLAN",
      {
        bridgeVlans: [vlanBridge("br-mgmt", "1p 100", [uplink, port("vnet2", "guest", "100p")])],
        links: [...apart.links, link("br-mgmt.100", { kind: "vlan", vlan: { id: 100, parent: "br-mgmt" } })],
        addresses: [...apart.addresses, address("br-mgmt.100", "10.51.1.111/24")],
      },
    ],
    ["isolated by design: the host's way out is another interface", { routes: [defaultRoute("br-wan", "192.168.1.254")], neighbours: [] }],
    [
      "Proxmox guests with tag=N in other subnets",
      {
        ...vmbr0,
        guests: [tagged("110", "tap110i0", 15)],
        bridgeVlans: [vlanBridge("vmbr0", "1p", [port("bond0", "uplink", "1p 15"), port("tap110i0", "guest", "15p")])],
      },
    ],
    [
      "the same with a dead machine in the host's own subnet",
      {
        ...vmbr0,
        guests: [tagged("110", "tap110i0", 15)],
        bridgeVlans: [vlanBridge("vmbr0", "1p", [port("tap110i0", "guest", "15p")])],
        neighbours: [neighbour("vmbr0", "10.50.1.41", "FAILED")],
      },
    ],
    [
      "a trunk guest that has the host's VLAN tagged",
      { bridgeVlans: [vlanBridge("br-mgmt", "1p", [port("vnet2", "guest", "100p"), port("vnet0", "guest", "100p 1 10-40")])] },
    ],
    ["a trunk guest with all VLANs as one range", { bridgeVlans: [vlanBridge("br-mgmt", "5p", [port("tap1i0", "guest", "1p 2-4094")])] }],
    ["a guest of the bridge answers at layer 2", { neighbours: [neighbour("br-mgmt", "10.50.1.91", "REACHABLE", dnsMac)] }],
    ["no guest runs", { bridgeVlans: [vlanBridge("br-mgmt", "1p", [uplink])] }],
  ])("%s", (_, facts) => {
    expect(judge(rule, { ...apart, ...facts })).toMatchObject({ verdict: "passed", findings: [] });
  });

  test.each<[string, SomeFacts, string]>([
    [
      "VLAN filtering is off",
      { bridgeVlans: inVlan100.map((bridge) => ({ ...bridge, vlanFiltering: false })) },
      "VLAN filtering is off on br-mgmt",
    ],
    [
      "fwbr, docker0, virbr0, cni0",
      { bridgeVlans: ["fwbr100i0", "docker0", "virbr0", "cni0"].map((name) => vlanBridge(name, "1p", [port("vnet2", "guest", "100p")])) },
      "no Linux bridge with a VLAN plan",
    ],
    ["Open vSwitch: bridge(8) has no table of it", { bridgeVlans: [] }, "no Linux bridge with a VLAN plan"],
    [
      "a vnet of an overlay",
      { bridgeVlans: [vlanBridge("web", "1p", [port("vxlan_web", "other", "1p"), port("vnet2", "guest", "100p")])] },
      "no Linux bridge with a VLAN plan",
    ],
  ])("%s", (_, facts, because) => {
    expect(judge(rule, { ...apart, ...facts })).toMatchObject({ verdict: "not-applicable", because, findings: [] });
  });
});

test("different VLANs, and nothing read that tells whether on purpose: unknown", () => {
  expect(judge(rule, { ...apart, guests: undefined, neighbours: undefined })).toMatchObject({ verdict: "unknown", findings: [] });
});
