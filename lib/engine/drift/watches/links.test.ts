import { describeDrift } from "#lib/engine/drift/drift-testing.ts";
import { bond, bondPort } from "#lib/rules/testing/host-network-testing.ts";
import { address, defaultRoute, link } from "#lib/rules/testing/network-testing.ts";

const card = (name: string, over = {}) => link(name, { mac: "52:54:00:00:00:01", pciAddress: "0000:04:00.0", ...over });

describeDrift("cards and devices", {
  "a card that moved, and got another name": [
    { links: [card("enp4s0")] },
    { links: [card("enp5s0", { pciAddress: "0000:05:00.0" })] },
    "card enp5s0: name enp4s0 → enp5s0 and PCI address 0000:04:00.0 → 0000:05:00.0",
  ],
  "another card under the same name": [
    { links: [card("eno1")] },
    { links: [card("eno1", { mac: "52:54:00:00:00:99" })] },
    "card eno1: MAC 52:54:00:00:00:01 → 52:54:00:00:00:99",
  ],
  "the cable": [{ links: [card("eno1")] }, { links: [card("eno1", { carrier: false })] }, "card eno1: link up → down"],
  "in a bond a card does not tell its own address": [
    { links: [card("eno1"), link("bond0", { kind: "bond", mac: "52:54:00:00:00:09" })] },
    { links: [card("eno1", { master: "bond0", mac: "52:54:00:00:00:09" }), link("bond0", { kind: "bond", mac: "52:54:00:00:00:09" })] },
    "card eno1: port of none → bond0",
  ],
  "a card is gone": [
    { links: [card("eno1")] },
    { links: [] },
    "card eno1 is gone (name eno1, PCI address 0000:04:00.0, MAC 52:54:00:00:00:01)",
  ],
  "devices of guests and containers come and go": [
    { links: [link("vnet0", { kind: "tun" }), link("veth1", { kind: "veth" }), link("docker0", { kind: "bridge" })] },
    { links: [link("tap100i0", { kind: "tun" }), link("br-0123456789ab", { kind: "bridge" })] },
  ],
  "a bridge": [{ links: [] }, { links: [link("br-lan", { kind: "bridge" })] }, "bridge br-lan is new (MTU 1500, state up)"],
  "MTU of a bridge": [
    { links: [link("br0", { kind: "bridge" })] },
    { links: [link("br0", { kind: "bridge", mtu: 9000 })] },
    "bridge br0: MTU 1500 → 9000",
  ],
});

describeDrift("addresses and routes", {
  "an address moved": [
    { addresses: [address("br0", "10.0.0.2/24")] },
    { addresses: [address("br0", "10.0.0.3/24")] },
    "address 10.0.0.2/24 on br0 is gone",
    "address 10.0.0.3/24 on br0 is new",
  ],
  "IPv6 gave itself another, and a container has one": [
    { addresses: [address("br0", "2001:db8::1/64", { dynamic: true }), address("br0", "fe80::1/64", { scope: "link" })] },
    { addresses: [address("br0", "2001:db8::2/64", { dynamic: true }), address("docker0", "172.17.0.1/16")] },
  ],
  "a second default route": [
    { routes: [defaultRoute("br-mgmt", "10.50.1.3", 426)] },
    { routes: [defaultRoute("br-mgmt", "10.50.1.3", 426), defaultRoute("br-wan", "192.168.1.254", 425, "dhcp")] },
    "route default: by 10.50.1.3 on br-mgmt, metric 426 → 192.168.1.254 on br-wan, metric 425, then 10.50.1.3 on br-mgmt, metric 426",
  ],
  "none is left": [{ routes: [defaultRoute("br0", "10.0.0.1")] }, { routes: [] }, "route default is gone (by 10.0.0.1 on br0)"],
  "what follows from addresses or was learned": [
    { routes: [defaultRoute("br0", "10.0.0.1", 0, "bgp")] },
    { routes: [defaultRoute("br0", "10.0.0.9", 0, "bird", { destination: "10.9.0.0/16" })] },
  ],
});

describeDrift("bonds", {
  "a port without a link": [
    { bonds: [bond("bond0", "802.3ad", bondPort("eno1"), bondPort("eno2"))] },
    { bonds: [bond("bond0", "802.3ad", bondPort("eno1"), bondPort("eno2", { up: false, speedMbps: null }))] },
    "port eno2 of bond0: link up → down",
  ],
  "a bond is gone with its ports": [
    { bonds: [bond("bond0", "802.3ad", bondPort("eno1")), bond("bond1", "802.3ad")] },
    { bonds: [bond("bond1", "active-backup")] },
    "bond bond0 is gone (mode 802.3ad)",
    "bond bond1: mode 802.3ad → active-backup",
  ],
});
