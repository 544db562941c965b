import { peer } from "#lib/rules/testing/context-testing.ts";
import { clusterConfig, link } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest, identity, nic } from "#lib/rules/testing/testing.ts";
import { tagOnUnawareBridge as rule } from "./tag-on-unaware-bridge.ts";

const vmbr0 = (vlanFiltering: boolean) => link("vmbr0", { kind: "bridge", bridge: { vlanFiltering, defaultPvid: 1 } });
const tagged = (over = {}, haState: string | null = null) =>
  guest("erp", { id: "212", platform: "qemu", running: false, haState, nics: [nic({ vlanTag: 40, ...over })] });
const aware = [peer("egret", { links: [vmbr0(true)] }), peer("ibis", { links: [vmbr0(true)] })];
const unaware = [peer("egret", { links: [vmbr0(false)] }), peer("ibis", { links: [vmbr0(false)] })];
const three = clusterConfig("marsh", ["heron", "egret", "ibis"]);
const at = cite("/etc/pve/nodes/egret/qemu-server/221.conf", "net0: virtio,bridge=vmbr0,tag=40");
const elsewhere = {
  clusterGuests: {
    nodes: ["egret", "heron"],
    nodesAt: cite("ls /etc/pve/nodes", "egret"),
    guests: [
      {
        id: "221",
        name: "erp-live",
        platform: "qemu" as const,
        node: "egret",
        cpu: null,
        nics: [{ bridge: "vmbr0", vlanTag: 40, at }],
        at,
      },
    ],
  },
};
const ha = (id: string, state = "started") => ({
  highAvailability: {
    resources: [{ id, state, group: null, at: cite("/etc/pve/ha/resources.cfg", id) }],
    groups: [],
    rules: [],
    nodes: [],
    services: [],
    watchdogModule: null,
  },
});

describeRule(
  rule,
  { links: [vmbr0(false)], guests: [tagged()], peers: aware },
  {
    fails: {
      "the other nodes filter VLANs": [
        {},
        {
          severity: "medium",
          subject: "vmbr0",
          title: "vmbr0 is not VLAN-aware here, and erp (VM 212) has a VLAN tag on it",
          observed: "vlan_filtering 0 on vmbr0 here, 1 on egret and ibis; erp (VM 212) tag=40",
        },
      ],
      "HA manages the guest": [{ guests: [tagged({}, "started")] }, "high"],
      "HA may start a guest of another node here": [
        { guests: [], ...elsewhere, ...ha("vm:221") },
        { severity: "high", observed: "vlan_filtering 0 on vmbr0 here, 1 on egret and ibis; erp-live (VM 221, on egret) tag=40" },
      ],
      "trunks= on any such bridge": [{ guests: [tagged({ vlanTag: null, trunks: "10;20" })], peers: undefined }, "medium"],
      "the other nodes are not known, and HA may start a guest of another node here": [
        { guests: [], ...elsewhere, ...ha("vm:221"), peers: undefined, clusterConfig: three },
        { severity: "medium", confidence: "suspected" },
      ],
      "the other nodes are not known": [
        { peers: undefined, clusterConfig: three },
        { severity: "low", confidence: "suspected", title: "erp (VM 212) has a VLAN tag on vmbr0, which is not VLAN-aware on this node" },
      ],
    },
    passes: {
      "it filters on all nodes": { links: [vmbr0(true)] },
      "all nodes use a bridge for each tag": { peers: unaware, clusterConfig: three },
      "a stand-alone host with a bridge for each tag": { peers: undefined },
      "the bridge of the tag is there": {
        peers: undefined,
        clusterConfig: three,
        links: [vmbr0(false), link("vmbr0v40", { kind: "bridge" })],
      },
      "a guest without a tag": { guests: [tagged({ vlanTag: null })] },
      "a guest on a vnet": { guests: [tagged({ bridge: "web" })] },
      "Open vSwitch has no such switch": { links: [link("vmbr0", { kind: "openvswitch" })] },
      "a guest of another node that HA leaves alone": { guests: [], ...elsewhere, ...ha("vm:221", "ignored") },
    },
    notApplicable: { "a host of libvirt": { identity: identity({ system: "libvirt" }) } },
  },
);
