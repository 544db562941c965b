import { bond, bondPort } from "#lib/rules/testing/host-network-testing.ts";
import { address, link } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { guest, identity, nic } from "#lib/rules/testing/testing.ts";
import { uplinkNotRedundant as rule } from "./uplink-not-redundant.ts";

const bridge = link("vmbr0", { kind: "bridge" });
const eno4 = link("eno4", { mac: "00:00:00:00:00:04", operState: "DOWN", carrier: false });
const taps = (count: number, master = "vmbr0") =>
  Array.from({ length: count }, (_, index) => link(`tap${100 + index}i0`, { kind: "tun", master }));
const eno1 = link("eno1", { master: "vmbr0", mac: "00:00:00:00:00:01" });
const onBond = [
  bridge,
  ...taps(4),
  link("bond0", { kind: "bond", master: "vmbr0" }),
  link("eno1", { master: "bond0" }),
  link("eno2", { master: "bond0" }),
];
const lacp = (...ports: ReturnType<typeof bondPort>[]) => [bond("bond0", "802.3ad", ...ports)];
const sound = lacp(bondPort("eno1", { aggregatorId: 1 }), bondPort("eno2", { aggregatorId: 1 }));

describeRule(
  rule,
  { links: [bridge, eno1, eno4, ...taps(4)] },
  {
    fails: {
      "one card and four guests": [
        {},
        {
          severity: "medium",
          subject: "vmbr0",
          title: "eno1 is the single uplink of vmbr0",
          observed: "eno1 alone leads out of vmbr0; 4 ports of guests; eno4 not in use",
        },
      ],
      "one card and a few guests": [{ links: [bridge, eno1, eno4, ...taps(2)] }, "low"],
      "the one card that the machine has": [{ links: [bridge, eno1, ...taps(6)] }, "low"],
      "the one card that a large machine has": [{ links: [bridge, eno1, ...taps(20)] }, "medium"],
      "two bridges on VLANs of one card are one finding": [
        {
          links: [
            bridge,
            link("vmbr1", { kind: "bridge" }),
            link("eno1"),
            eno4,
            link("eno1.20", { kind: "vlan", vlan: { id: 20, parent: "eno1" }, master: "vmbr0" }),
            link("eno1.30", { kind: "vlan", vlan: { id: 30, parent: "eno1" }, master: "vmbr1" }),
            ...taps(3),
            ...taps(2, "vmbr1"),
          ],
        },
        { severity: "medium", subject: "vmbr0 and vmbr1" },
      ],
      "a bond of one card": [{ links: [...onBond.filter(({ name }) => name !== "eno2"), eno4], bonds: lacp(bondPort("eno1")) }, "medium"],
      "a port of the bond is down": [
        { links: onBond, bonds: lacp(bondPort("eno1"), bondPort("eno2", { up: false, speedMbps: null })) },
        { severity: "high", subject: "bond0", title: "bond0 is degraded: eno2 down" },
      ],
      "the driver was not read, and a member has no carrier": [
        { links: [...onBond.filter(({ name }) => name !== "eno2"), link("eno2", { master: "bond0", carrier: false, operState: "DOWN" })] },
        { severity: "high", title: "bond0 is degraded: eno2 down" },
      ],
      "two aggregators": [
        { links: onBond, bonds: lacp(bondPort("eno1", { aggregatorId: 1 }), bondPort("eno2", { aggregatorId: 2 })) },
        "high",
      ],
      "no switch answers LACP": [{ links: onBond, bonds: sound.map((one) => ({ ...one, partnerMac: "00:00:00:00:00:00" })) }, "high"],
      "unequal speeds under LACP": [{ links: onBond, bonds: lacp(bondPort("eno1"), bondPort("eno2", { speedMbps: 1000 })) }, "medium"],
      "a bond of Open vSwitch": [
        {
          links: [
            link("ovs-system", { kind: "openvswitch" }),
            link("up0", { master: "ovs-system" }),
            link("up1", { master: "ovs-system" }),
          ],
          bonds: [bond("ovsbond0", "balance-tcp", bondPort("up0"), bondPort("up1", { up: false }))],
        },
        { severity: "medium", subject: "ovsbond0", title: "ovsbond0 is degraded: up1 down" },
      ],
      "a bond for the host alone": [
        {
          links: [link("bond0", { kind: "bond" }), link("eno1", { master: "bond0" }), link("eno2", { master: "bond0" })],
          addresses: [address("bond0", "10.0.0.2/24")],
          bonds: lacp(bondPort("eno1"), bondPort("eno2", { up: false })),
        },
        "medium",
      ],
    },
    passes: {
      "both ports up in one aggregator": { links: onBond, bonds: sound },
      "docker0 and virbr0 without carrier": {
        links: [
          link("docker0", { kind: "bridge" }),
          link("virbr0", { kind: "bridge" }),
          link("eth9", { master: "virbr0" }),
          ...taps(4, "virbr0"),
        ],
      },
      "a bridge without guests": { links: [bridge, eno1] },
      "a bridge without uplink": { links: [bridge, ...taps(4)] },
      "guests with cards on two bridges": {
        links: [bridge, eno1, ...taps(1), link("vmbr1", { kind: "bridge" }), link("eno2", { master: "vmbr1" }), ...taps(1, "vmbr1")],
        guests: [guest("web", { nics: [nic({ bridge: "vmbr0" }), nic({ slot: "net1", bridge: "vmbr1" })] })],
      },
      "a slower spare in active-backup": {
        links: onBond,
        bonds: [bond("bond0", "active-backup", bondPort("eno1"), bondPort("eno2", { speedMbps: 1000 }))],
      },
      "a bond that nothing uses": {
        links: [link("bond9", { kind: "bond" }), link("eno3", { master: "bond9", carrier: false })],
        bonds: [bond("bond9", "active-backup", bondPort("eno3", { up: false }))],
      },
      "a bond of three cards as the devices show it": { links: [...onBond, link("eno3", { master: "bond0" })] },
    },
    notApplicable: { "a virtual machine": { identity: identity({ virtualization: "kvm" }) } },
  },
);
