import { since, thisBoot } from "#lib/rules/testing/change-testing.ts";
import { link, port, vlanBridge } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { pvidOrVlanChanged } from "./pvid-or-vlan-changed.ts";

const bridge = (own: string, uplink: string, over = {}, guests: ReturnType<typeof port>[] = []) => [
  vlanBridge("br0", own, [port("eno1", "uplink", uplink), ...guests], over),
];
const vnet = (name: string) => link(name, { kind: "tun", mac: "fe:54:00:00:00:01" });
const was = (bridges: ReturnType<typeof bridge>, links = [vnet("vnet0")]) => since({ bridgeVlans: bridges, links });

describeRule(
  pvidOrVlanChanged,
  { identity: thisBoot, bridgeVlans: bridge("100p", "1p 100"), links: [vnet("vnet7")], ...was(bridge("1p", "1p 100")) },
  {
    fails: {
      "self PVID 1 -> 100": [
        {},
        { severity: "high", subject: "br0", observed: "br0: PVID 1 before, 100 now, VLANs 1 untagged before, 100 untagged now" },
      ],
      "a VLAN is gone from the uplink": [
        { bridgeVlans: bridge("1p", "1p") },
        { severity: "high", observed: "eno1: VLANs 1 untagged, 100 before, 1 untagged now" },
      ],
      "a VLAN came to the uplink": [{ bridgeVlans: bridge("1p", "1p 100 200") }, { severity: "low" }],
      "filtering was switched off": [
        { bridgeVlans: bridge("1p", "1p 100", { vlanFiltering: false }) },
        { severity: "high", observed: "VLAN filtering on before, off now" },
      ],
      "another default PVID": [{ bridgeVlans: bridge("1p", "1p 100", { defaultPvid: 100 }) }, "high"],
      "the uplink left the bridge": [
        { bridgeVlans: [vlanBridge("br0", "1p", [])] },
        { severity: "high", observed: "eno1 is no port of it any more" },
      ],
      "a card joined it": [
        { bridgeVlans: [vlanBridge("br0", "1p", [port("eno1", "uplink", "1p 100"), port("eno2", "uplink", "1p")])] },
        { severity: "low", observed: "eno2 is a new port of it" },
      ],
      "the bridge is gone": [{ bridgeVlans: [] }, { severity: "high", observed: "the bridge is gone" }],
      "a guest's port, under another name": [
        {
          bridgeVlans: bridge("1p", "1p 100", {}, [port("vnet7", "guest", "200p")]),
          ...was(bridge("1p", "1p 100", {}, [port("vnet0", "guest", "100p")])),
        },
        { severity: "low", title: "Ports of guests on br0 are in other VLANs than before" },
      ],
    },
    passes: {
      same: { bridgeVlans: bridge("1p", "1p 100") },
      "vnets are numbered anew": {
        bridgeVlans: bridge("1p", "1p 100", {}, [port("vnet7", "guest", "100p")]),
        ...was(bridge("1p", "1p 100", {}, [port("vnet0", "guest", "100p")])),
      },
      "guests started and stopped": { bridgeVlans: bridge("1p", "1p 100", {}, [port("vnet7", "guest", "100p")]) },
      "ranges told one by one": {
        bridgeVlans: bridge("1p", "1p 10 11 12"),
        ...was(bridge("1p", "1p 10-12")),
      },
      "a bridge of a firewall or container is gone": was([
        ...bridge("100p", "1p 100"),
        vlanBridge("fwbr100i0", "1p", []),
        vlanBridge("vmbr0v40", "1p", []),
      ]),
      "a new bridge": { bridgeVlans: [...bridge("1p", "1p 100"), vlanBridge("br9", "1p", [])] },
      "tables have no effect without filtering": {
        bridgeVlans: bridge("100p", "1p", { vlanFiltering: false }),
        ...was(bridge("1p", "1p 100", { vlanFiltering: false })),
      },
    },
    notApplicable: { "another machine": since({ bridgeVlans: bridge("1p", "1p") }, { machineId: "m-2" }) },
    unknown: { "the tables were not read before": since({}) },
  },
);
