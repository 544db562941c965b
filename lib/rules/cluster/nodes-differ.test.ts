import { expect } from "vitest";
import { clusterGuests, otherGuest } from "#lib/rules/testing/cluster-testing.ts";
import { peer } from "#lib/rules/testing/context-testing.ts";
import { address, clusterConfig, configured, link, networkConfig } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest, names, nic } from "#lib/rules/testing/testing.ts";
import { nodesDiffer } from "./nodes-differ.ts";

const bridge = (vlanAware: boolean, vids: string | null = null) =>
  networkConfig([configured("vmbr0", { kind: "bridge", bridge: { vlanAware, pvid: null, vids } })]);
const live = (mtu: number, vlanFiltering = true) => [link("vmbr0", { kind: "bridge", mtu, bridge: { vlanFiltering, defaultPvid: 1 } })];
const cluster = { clusterConfig: clusterConfig("marsh", ["heron", "egret"]), names: names("heron") };
const ha = (id: string) => ({
  highAvailability: {
    resources: [{ id, state: "started", group: null, at: cite("/etc/pve/ha/resources.cfg", id) }],
    groups: [],
    rules: [],
    nodes: [],
    services: [],
    watchdogModule: null,
  },
});
const same = {
  networkConfig: bridge(true, "2-4094"),
  links: live(1500),
  peers: [peer("egret", { networkConfig: bridge(true, "2-4094"), links: live(1500) })],
};
const maker = (processorVendor: string) => ({
  vendor: null,
  product: null,
  board: null,
  biosVendor: null,
  biosVersion: null,
  biosDate: null,
  processorVendor,
  at: cite("/proc/cpuinfo", `vendor_id: ${processorVendor}`),
});
const tagged = {
  links: live(1500, false),
  clusterGuests: clusterGuests(["egret", "heron"], otherGuest("221", "egret", "vmbr0", 40)),
  guests: [],
};

describeRule(
  nodesDiffer,
  { ...cluster, ...same, networkConfig: bridge(false), links: live(1500, false) },
  {
    fails: {
      "vids 2-4094 / none": [
        {},
        {
          severity: "medium",
          subject: "vmbr0",
          observed: "here not VLAN-aware, MTU 1500; egret VLAN-aware, VLANs 2-4094, MTU 1500",
        },
      ],
      "other VLANs": [{ networkConfig: bridge(true, "2-100"), links: live(1500) }, "medium"],
      "another MTU": [{ networkConfig: bridge(true, "2-4094"), links: live(9000) }, "medium"],
      "the full name as host name": [
        { ...same, names: names("heron.marsh.example") },
        { severity: "medium", subject: "heron.marsh.example", observed: expect.stringContaining("/etc/pve/nodes/heron") },
      ],
      "a peer's name with an address that it does not have": [
        {
          ...same,
          names: names("heron", "10.0.0.99 egret"),
          peers: [peer("egret", { names: names("egret"), addresses: [address("vmbr0", "10.0.0.2/24")] })],
        },
        { severity: "low", observed: "egret is 10.0.0.99 here; it has 10.0.0.2" },
      ],
      "an HA guest is tagged where this bridge knows no VLAN": [
        { ...tagged, ...ha("vm:221"), peers: [], networkConfig: undefined },
        { severity: "medium", confidence: "suspected", subject: "heron" },
      ],
      "a tagged guest of a peer that nobody moves": [{ ...tagged, peers: [], networkConfig: undefined }, "low"],
      "an HA guest's bridge is missing": [
        {
          ...cluster,
          ...ha("vm:9"),
          peers: [],
          links: [],
          networkConfig: networkConfig([]),
          clusterGuests: clusterGuests(["egret"], otherGuest("9", "egret", "vmbr7")),
        },
        { severity: "medium", title: "heron has no vmbr7, which guests of its peers need" },
      ],
      "processors of two makers, and a guest with cpu: host": [
        {
          ...same,
          firmware: maker("GenuineIntel"),
          guests: [guest("db", { platform: "qemu", cpuModel: "host" })],
          peers: [peer("egret", { firmware: maker("AuthenticAMD") })],
        },
        { severity: "medium", observed: "GenuineIntel here, AuthenticAMD on egret; cpu: host: db" },
      ],
    },
    passes: {
      equal: same,
      "processors of two makers, and no guest that sees them": {
        ...same,
        firmware: maker("GenuineIntel"),
        guests: [guest("db", { platform: "qemu", cpuModel: "x86-64-v2-AES" })],
        peers: [peer("egret", { firmware: maker("AuthenticAMD") })],
      },
      "a bridge that only one node has": { ...same, peers: [peer("egret", { networkConfig: networkConfig([]) })] },
      "declared special nodes: a guest without HA whose bridge is elsewhere": {
        ...same,
        clusterGuests: clusterGuests(["egret"], otherGuest("9", "egret", "vmbr7")),
      },
      "all nodes tag on bridges that know no VLAN": {
        ...tagged,
        peers: [],
        networkConfig: undefined,
        guests: [guest("own", { running: true, nics: [nic({ bridge: "vmbr0", vlanTag: 40 })] })],
      },
      "the peer was not read": { ...same, peers: [peer("egret", {})] },
      "peer's name and address agree": {
        ...same,
        names: names("heron", "10.0.0.2 egret"),
        peers: [peer("egret", { names: names("egret"), addresses: [address("vmbr0", "10.0.0.2/24")] })],
      },
    },
  },
);
