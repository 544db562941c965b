import { bond, bondPort } from "#lib/rules/testing/host-network-testing.ts";
import { configured, link, networkConfig, pin } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { macPinStale as rule } from "./mac-pin-stale.ts";

const old = "6a:ed:d6:3b:49:f4";
const ens3 = link("ens3", { mac: "6a:ed:d6:00:00:01" });
const uplink = (over = {}) => configured("uplink", { manager: "netplan", matchMac: old, setName: "uplink", dhcp: true, ...over });

describeRule(
  rule,
  { networkConfig: networkConfig([uplink()]), links: [ens3] },
  {
    fails: {
      "a match on the card of an earlier machine": [
        {},
        {
          severity: "high",
          subject: "uplink",
          fingerprint: `nic/mac-pin-stale|host:kvm-01|${old}`,
          observed: `/etc/network/interfaces asks for ${old}, and it carries an address; cards here: ens3 6a:ed:d6:00:00:01`,
        },
      ],
      "a bridge is built on it": [
        { networkConfig: networkConfig([uplink({ dhcp: false }), configured("br0", { kind: "bridge", ports: ["uplink"], dhcp: true })]) },
        "high",
      ],
      "a leftover with DHCP beside the interface that works": [
        { networkConfig: networkConfig([configured("ens3", { dhcp: true }), uplink()]) },
        "low",
      ],
      "a static address of a second network": [
        { networkConfig: networkConfig([configured("ens3", { dhcp: true }), uplink({ dhcp: false, addresses: ["10.9.0.2/24"] })]) },
        "medium",
      ],
      "nothing hangs on it": [{ networkConfig: networkConfig([uplink({ dhcp: false })]) }, "low"],
      "a .link file, and the name that it gave is gone": [
        { networkConfig: networkConfig([configured("vmbr0", { kind: "bridge", ports: ["nic0"], dhcp: true })], [pin("nic0", old)]) },
        { severity: "high", subject: "nic0" },
      ],
      "a .link file that keeps nothing any more": [
        { networkConfig: networkConfig([configured("vmbr0", { kind: "bridge", ports: ["ens3"], dhcp: true })], [pin("ens3", old)]) },
        "low",
      ],
      "netplan's file and what it generated say the same once": [
        { networkConfig: networkConfig([uplink(), uplink({ matchName: "uplink" })]) },
        "high",
      ],
    },
    passes: {
      "the same address in other letters": { networkConfig: networkConfig([uplink({ matchMac: "6A:ED:D6:00:00:01" })]) },
      "a spare that is optional": { networkConfig: networkConfig([uplink({ optional: true })]) },
      "a profile that waits for a person": { networkConfig: networkConfig([uplink({ manager: "networkmanager", auto: false })]) },
      "a .link file for a card that nothing uses": {
        networkConfig: networkConfig([configured("ens3", { dhcp: true })], [pin("old0", old)]),
      },
      "a member of a bond by its burnt-in address": {
        links: [link("bond0", { kind: "bond" }), link("eno2", { master: "bond0", mac: "aa:00:00:00:00:01", permanentMac: old })],
      },
      "the same, as the bonding driver tells it": {
        links: [link("bond0", { kind: "bond", mac: "aa:00:00:00:00:01" }), link("eno2", { master: "bond0", mac: "aa:00:00:00:00:01" })],
        bonds: [bond("bond0", "802.3ad", bondPort("eno2", { permanentMac: old }))],
      },
    },
    unknown: {
      "a member of a bond of which nobody tells the burnt-in address": {
        links: [link("bond0", { kind: "bond", mac: "aa:00:00:00:00:01" }), link("eno2", { master: "bond0", mac: "aa:00:00:00:00:01" })],
      },
    },
  },
);
