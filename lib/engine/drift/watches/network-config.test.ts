import { describeDrift } from "#lib/engine/drift/drift-testing.ts";
import { nameServerAnswers } from "#lib/rules/testing/host-network-testing.ts";
import { configured, networkConfig, pin, resolver } from "#lib/rules/testing/network-testing.ts";
import { cite, names } from "#lib/rules/testing/testing.ts";

const vmbr0 = (over = {}) =>
  configured("vmbr0", { kind: "bridge", ports: ["eno1"], addresses: ["10.0.0.2/24"], gateway: "10.0.0.1", ...over });

describeDrift("the network's configuration", {
  "another line number": [
    { networkConfig: networkConfig([vmbr0()]) },
    { networkConfig: networkConfig([vmbr0({ at: cite("/etc/network/interfaces", "iface vmbr0", 40) })]) },
  ],
  "a port and a gateway": [
    { networkConfig: networkConfig([vmbr0()]) },
    { networkConfig: networkConfig([vmbr0({ ports: ["eno2"], gateway: "10.0.0.254" })]) },
    "configuration of vmbr0: gateway 10.0.0.1 → 10.0.0.254 and ports eno1 → eno2 (at the next network reload)",
  ],
  "the PVID of a bridge": [
    { networkConfig: networkConfig([vmbr0({ bridge: { vlanAware: true, pvid: 1, vids: "2-4094" } })]) },
    { networkConfig: networkConfig([vmbr0({ bridge: { vlanAware: true, pvid: 100, vids: "2-4094" } })]) },
    "configuration of vmbr0: PVID 1 → 100 (at the next network reload)",
  ],
  "one of two profiles of a card": [
    { networkConfig: networkConfig([configured("eno1", { mtu: 1500 }), configured("eno1", { mtu: 9000 })]) },
    { networkConfig: networkConfig([configured("eno1", { mtu: 9000 }), configured("eno1", { mtu: 1500 })]) },
  ],
  "a pin": [
    { networkConfig: networkConfig([vmbr0()]) },
    { networkConfig: networkConfig([vmbr0()], [pin("nic0", "52:54:00:00:00:01")]) },
    "rule that names a card nic0 is new (name nic0, MAC 52:54:00:00:00:01) (at the next reboot)",
  ],
  "edits that wait": [
    { networkConfig: networkConfig([vmbr0()]) },
    {
      networkConfig: {
        ...networkConfig([vmbr0()]),
        pending: cite("/etc/network/interfaces.new", "auto lo"),
        pendingAdded: [cite("/etc/network/interfaces.new", "\tbridge-pvid 100", 9)],
      },
    },
    "edits are pending in /etc/network/interfaces.new: adds bridge-pvid 100, removes none (at the next network reload)",
  ],
});

describeDrift("names", {
  "resolv.conf written anew with the same servers": [
    { resolver: resolver("10.0.0.53", "10.0.0.54") },
    { resolver: { ...resolver("10.0.0.53", "10.0.0.54"), forwarders: null } },
  ],
  "another server, and the order": [
    { resolver: resolver("10.0.0.53", "10.0.0.54") },
    { resolver: resolver("10.0.0.54", "1.1.1.1") },
    "DNS server 1.1.1.1 is new (asked as number 2)",
    "DNS server 10.0.0.53 is gone (asked as number 1)",
    "DNS server 10.0.0.54: asked as number 2 → 1",
  ],
  "a server falls silent": [
    { nameServerAnswers: nameServerAnswers({ "10.0.0.53": true }) },
    { nameServerAnswers: nameServerAnswers({ "10.0.0.53": false }) },
    "DNS server 10.0.0.53: answers yes → no",
  ],
  "the name of the node leads elsewhere": [
    { names: names("r730", "127.0.0.1 localhost", "127.0.1.1 r730.lan r730") },
    { names: names("r730", "10.0.0.7 r730 r730.lan", "127.0.0.1 localhost") },
    "name r730 in /etc/hosts: leads to 127.0.1.1 → to 10.0.0.7",
    "name r730.lan in /etc/hosts: leads to 127.0.1.1 → to 10.0.0.7",
  ],
  "order of the look-up": [
    { names: names("pve") },
    { names: { ...names("pve"), lookupOrder: ["dns", "files"] } },
    "names: looked up in files, dns → dns, files",
  ],
});
