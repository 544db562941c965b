import { bond, bondPort } from "#lib/rules/testing/host-network-testing.ts";
import { address, configured, defaultRoute, link, networkConfig, port, vlanBridge } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { runtimeConfigDrift as rule } from "./runtime-config-drift.ts";

const filtering = { vlanFiltering: true, defaultPvid: 1 };
const kernel = (over = {}) => link("br-mgmt", { kind: "bridge", bridge: filtering, ...over });
const nm = (over = {}) =>
  configured("br-mgmt", {
    manager: "networkmanager",
    kind: "bridge",
    bridge: { vlanAware: true, pvid: 1, vids: null },
    ports: ["eno8"],
    ...over,
  });
const eno8 = link("eno8", { master: "br-mgmt" });
const vmbr0 = (vids: string | null, over = {}) =>
  networkConfig([configured("vmbr0", { kind: "bridge", bridge: { vlanAware: true, pvid: null, vids }, ports: ["eno1"], ...over })]);
const pve = [link("vmbr0", { kind: "bridge", bridge: filtering }), link("eno1", { master: "vmbr0" })];
const table = (uplink: string) => [vlanBridge("vmbr0", "1p", [port("eno1", "uplink", uplink), port("tap100i0", "guest", "40p")])];

describeRule(
  rule,
  { networkConfig: networkConfig([nm()]), links: [kernel({ bridge: { vlanFiltering: true, defaultPvid: 100 } }), eno8] },
  {
    fails: {
      "vlan-default-pvid 1 in the profile, 100 on the bridge": [
        {},
        { severity: "high", subject: "br-mgmt", observed: "default PVID: configured 1, running 100", confidence: "inferred" },
      ],
      "filtering was switched on by hand": [
        { networkConfig: networkConfig([nm({ bridge: { vlanAware: null, pvid: null, vids: null } })]) },
        { severity: "high", observed: "VLAN filtering: configured off, running on" },
      ],
      "the PVID of the uplink was changed by hand": [
        { networkConfig: vmbr0("10"), links: pve, bridgeVlans: table("100p 10") },
        { severity: "high", observed: "PVID of eno1: configured 1, running 100" },
      ],
      "a VLAN that somebody added to the uplink": [
        { networkConfig: vmbr0("10 20"), links: pve, bridgeVlans: table("1p 10 20 40") },
        { severity: "high", observed: "VLANs of eno1: configured without, running with 40" },
      ],
      "a VLAN that the next boot adds": [
        { networkConfig: vmbr0("10 20-30"), links: pve, bridgeVlans: table("1p 10 20") },
        { severity: "medium" },
      ],
      "the uplink was taken out": [
        { networkConfig: networkConfig([nm()]), links: [kernel(), link("eno8")] },
        { severity: "high", observed: "port: configured eno8, running not in br-mgmt" },
      ],
      "another card was put in": [
        { links: [kernel(), eno8, link("eno9", { master: "br-mgmt" })] },
        { severity: "high", observed: "port: configured not named, running eno9" },
      ],
      "the MTU": [
        { networkConfig: networkConfig([nm({ mtu: 9000 })]), links: [kernel(), eno8] },
        { severity: "medium", observed: "MTU: configured 9000, running 1500" },
      ],
      "the mode of a bond": [
        {
          networkConfig: networkConfig([configured("bond0", { kind: "bond", bondMode: "802.3ad" })]),
          links: [link("bond0", { kind: "bond", master: "br-mgmt" }), kernel()],
          bonds: [bond("bond0", "active-backup", bondPort("eno1"))],
        },
        "high",
      ],
      "an address and a gateway that are not there": [
        {
          networkConfig: networkConfig([nm({ addresses: ["10.50.1.111/24"], gateway: "10.50.1.1" })]),
          links: [kernel(), eno8],
          addresses: [address("br-mgmt", "10.50.1.112/24")],
          routes: [defaultRoute("br-wan", "192.168.1.254")],
        },
        {
          severity: "high",
          observed:
            "address: configured 10.50.1.111/24, running not there and gateway: configured 10.50.1.1, running 192.168.1.254 by br-wan",
        },
      ],
    },
    passes: {
      "profile and bridge agree": { links: [kernel(), eno8] },
      "an uplink without a PVID, as a trunk has it": { networkConfig: vmbr0("10"), links: pve, bridgeVlans: table("10") },
      "VLANs of guests are not the configuration's": { networkConfig: vmbr0("10 20"), links: pve, bridgeVlans: table("1p 10 20") },
      "the same VLANs, written as a range": { networkConfig: vmbr0("10 11 12"), links: pve, bridgeVlans: table("1p 10-12") },
      "bridge-vids are not given: ports keep what they have": { networkConfig: vmbr0(null), links: pve, bridgeVlans: table("1p 2-4094") },
      "a VLAN interface made Proxmox add to the bridge's own table": {
        networkConfig: vmbr0("2-4094"),
        links: pve,
        bridgeVlans: [vlanBridge("vmbr0", "1p 66", [port("eno1", "uplink", "1p 2-4094")])],
      },
      "a profile that waits for a person": { networkConfig: networkConfig([nm({ auto: false })]) },
      "two files for one bridge": { networkConfig: networkConfig([nm(), nm({ manager: "ifupdown" })]) },
      "an interface that does not exist: another rule": { links: [eno8] },
      "a port that is named by its MAC": {
        networkConfig: networkConfig([
          configured("br0", { manager: "netplan", kind: "bridge", ports: ["uplink"] }),
          configured("uplink", { manager: "netplan", matchMac: "00:00:00:00:00:08" }),
        ]),
        links: [link("br0", { kind: "bridge" }), link("eno8", { master: "br0", mac: "00:00:00:00:00:08" })],
      },
      "bridge_ports all": {
        networkConfig: networkConfig([configured("br0", { kind: "bridge", ports: ["all"] })]),
        links: [link("br0", { kind: "bridge" }), link("eno1", { master: "br0" })],
      },
      "guests' ports are members too": { links: [kernel(), eno8, link("vnet0", { kind: "tun", master: "br-mgmt" })] },
      "netplan says nothing of filtering": {
        networkConfig: networkConfig([
          configured("br0", { manager: "netplan", kind: "bridge", bridge: { vlanAware: null, pvid: null, vids: null } }),
        ]),
        links: [link("br0", { kind: "bridge", bridge: filtering })],
      },
      "an address more, of a virtual server": {
        networkConfig: networkConfig([nm({ addresses: ["10.50.1.111/24"] })]),
        links: [kernel(), eno8],
        addresses: [address("br-mgmt", "10.50.1.111/24"), address("br-mgmt", "10.50.1.9/32")],
      },
      "a card without a cable has no address yet": {
        networkConfig: networkConfig([configured("eno3", { addresses: ["10.9.0.1/24"], gateway: "10.9.0.254" })]),
        links: [link("eno3", { operState: "DOWN", carrier: false })],
        addresses: [],
        routes: [],
      },
    },
    unknown: { "only the loopback is configured": { networkConfig: networkConfig([configured("lo", { kind: "loopback" })]) } },
  },
);
