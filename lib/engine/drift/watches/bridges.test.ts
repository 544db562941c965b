import { describeDrift } from "#lib/engine/drift/drift-testing.ts";
import { link, port, vlanBridge } from "#lib/rules/testing/network-testing.ts";

const bridge = (table: string, ...more: ReturnType<typeof port>[]) =>
  vlanBridge("br-mgmt", "1p 10 100", [port("eno8", "uplink", table), ...more]);
const guest = (name: string, table: string) => ({
  port: port(name, "guest", table),
  link: link(name, { kind: "tun", mac: "fe:54:00:00:00:07" }),
});

describeDrift("bridges", {
  "ranges told in another way": [{ bridgeVlans: [bridge("1p 10 11 12")] }, { bridgeVlans: [bridge("10-12 1p")] }],
  "the PVID of an uplink": [
    { bridgeVlans: [bridge("100p 1 10")] },
    { bridgeVlans: [bridge("1p 10 100")] },
    "uplink eno8 of br-mgmt: PVID 100 → 1 and VLANs 1, 10, 100 untagged → 1 untagged, 10, 100",
  ],
  filtering: [
    { bridgeVlans: [vlanBridge("vmbr0", "1p", [], { vlanFiltering: true })] },
    { bridgeVlans: [vlanBridge("vmbr0", "1p", [], { vlanFiltering: false })] },
    "bridge vmbr0: VLAN filtering on → off",
  ],
  "tables without filtering have no effect": [
    { bridgeVlans: [vlanBridge("vmbr0", "1p", [port("eno1", "uplink", "1p")], { vlanFiltering: false })] },
    { bridgeVlans: [vlanBridge("vmbr0", "1p 2", [port("eno1", "uplink", "5p")], { vlanFiltering: false })] },
  ],
  "an uplink was taken out": [
    { bridgeVlans: [bridge("1p")] },
    { bridgeVlans: [vlanBridge("br-mgmt", "1p 10 100", [])] },
    "uplink eno8 of br-mgmt is gone (PVID 1, VLANs 1 untagged)",
  ],
  "a bridge with its ports": [
    { bridgeVlans: [bridge("1p")] },
    { bridgeVlans: [] },
    "bridge br-mgmt is gone (VLAN filtering on, default PVID 1)",
  ],
  "a guest was started again under another port name": [
    { bridgeVlans: [bridge("1p", guest("vnet2", "100p").port)], links: [guest("vnet2", "").link] },
    { bridgeVlans: [bridge("1p", guest("vnet9", "100p").port)], links: [guest("vnet9", "").link] },
  ],
  "a guest came back in another VLAN": [
    { bridgeVlans: [bridge("1p", guest("vnet2", "100p").port)], links: [guest("vnet2", "").link] },
    { bridgeVlans: [bridge("1p", guest("vnet9", "1p").port)], links: [guest("vnet9", "").link] },
    "guest port vnet9 (fe:54:00:00:00:07) of br-mgmt: PVID 100 → 1 and VLANs 100 untagged → 1 untagged",
  ],
  "a guest's port is gone with its guest": [
    { bridgeVlans: [bridge("1p", guest("vnet2", "100p").port)], links: [guest("vnet2", "").link] },
    { bridgeVlans: [bridge("1p")], links: [] },
  ],
  "bridges that Proxmox and firewalls make for themselves": [
    { bridgeVlans: [vlanBridge("vmbr0v40", "1p", []), vlanBridge("fwbr100i0", "1p", [])] },
    { bridgeVlans: [] },
  ],
});
