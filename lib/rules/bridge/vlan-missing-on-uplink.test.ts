import { declared } from "#lib/rules/testing/context-testing.ts";
import { address, link, port, vlanBridge } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { anyTime, guest, nic } from "#lib/rules/testing/testing.ts";
import { vlanMissingOnUplink as rule } from "./vlan-missing-on-uplink.ts";

const bond0 = port("bond0", "uplink", "1p 2-99");
const web = (id = "101", tag: number | null = 120, over = {}) =>
  guest(`web-${id}`, { id, platform: "qemu", nics: [nic({ device: `tap${id}i0`, vlanTag: tag, ...over })] });
const bridge = (...ports: ReturnType<typeof port>[]) => [vlanBridge("vmbr0", "1p", [bond0, ...ports])];
const said = (allowedVlans: string, days = 1) =>
  declared({
    kind: "switch-port",
    interface: "bond0",
    switch: "sw1",
    port: "12",
    nativeVlan: 1,
    allowedVlans,
    declaredAt: new Date(anyTime.getTime() - days * 86_400_000).toISOString(),
  });
const inside = { bridgeVlans: bridge(port("tap101i0", "guest", "40p")), guests: [web("101", 40)] };

describeRule(
  rule,
  { bridgeVlans: bridge(port("tap101i0", "guest", "120p")), guests: [web()] },
  {
    fails: {
      "bridge-vids 2-99 and tag=120": [
        {},
        {
          severity: "medium",
          fingerprint: "bridge/vlan-missing-on-uplink|host:kvm-01|vmbr0 VLAN 120",
          title: "VLAN 120 of web-101 (VM 101) ends at vmbr0: no uplink carries it",
          observed: "web-101 (VM 101) in VLAN 120; bond0 PVID 1 with VLANs 1, 2–99",
        },
      ],
      "a stopped guest: as soon as it starts": [
        { bridgeVlans: bridge(), guests: [web("101", 120, { device: null })] },
        { severity: "medium", confidence: "confirmed" },
      ],
      "the guest that serves DNS": [{ guests: [{ ...web(), name: "dns-1" }] }, "high"],
      "an untagged guest in a VLAN that the uplink has not": [
        {
          bridgeVlans: [vlanBridge("vmbr0", "1p", [port("eno1", "uplink", "100p"), port("tap101i0", "guest", "1p")])],
          guests: [web("101", null)],
        },
        "medium",
      ],
      "two guests that share it: perhaps a network of their own": [
        {
          bridgeVlans: bridge(port("tap101i0", "guest", "120p"), port("tap102i0", "guest", "120p")),
          guests: [web("101"), web("102")],
        },
        { severity: "low", confidence: "suspected" },
      ],
      "a router that tags it": [
        { bridgeVlans: bridge(port("tap101i0", "guest", "1p 10 120")), guests: [web("101", null, { trunks: "10;120" })] },
        { severity: "low", confidence: "suspected" },
      ],
      "the host is in that VLAN too: perhaps a network between the two": [
        {
          bridgeVlans: [vlanBridge("vmbr0", "1p 120", [bond0, port("tap101i0", "guest", "120p")])],
          links: [link("vmbr0.120", { kind: "vlan", vlan: { id: 120, parent: "vmbr0" } })],
          addresses: [address("vmbr0.120", "10.9.120.1/24")],
        },
        { severity: "low", confidence: "suspected" },
      ],
      "the switch port does not take it": [
        { ...inside, declared: [said("2-30")] },
        { severity: "medium", confidence: "confirmed", title: "The switch does not take VLAN 40 of web-101 (VM 101)" },
      ],
      "the same, said a year ago": [
        { ...inside, declared: [said("2-30", 365)] },
        { severity: "medium", confidence: "suspected" },
      ],
    },
    passes: {
      "bridge-vids 2-4094": {
        bridgeVlans: [vlanBridge("vmbr0", "1p", [port("bond0", "uplink", "1p 2-4094"), port("tap101i0", "guest", "120p")])],
      },
      "a bridge without uplink": { bridgeVlans: [vlanBridge("vmbr0", "1p", [port("tap101i0", "guest", "120p")])] },
      "an untagged guest, and the uplink's PVID is the same": {
        bridgeVlans: bridge(port("tap101i0", "guest", "1p")),
        guests: [web("101", null)],
      },
      "Proxmox gives a guest without a tag all VLANs": {
        bridgeVlans: bridge(port("tap101i0", "guest", "1p 2-4094")),
        guests: [web("101", null)],
      },
      "a template": { bridgeVlans: bridge(), guests: [{ ...web("101", 120, { device: null }), template: true }] },
      "one of two uplinks carries it": {
        bridgeVlans: [vlanBridge("vmbr0", "1p", [bond0, port("eno9", "uplink", "120"), port("tap101i0", "guest", "120p")])],
      },
      "the switch port takes it": { ...inside, declared: [said("2-99")] },
      "nobody said which VLANs the switch takes": { ...inside, declared: [{ ...said(""), allowedVlans: null } as never] },
    },
    notApplicable: { "VLAN filtering is off": { bridgeVlans: bridge().map((one) => ({ ...one, vlanFiltering: false })) } },
  },
);
