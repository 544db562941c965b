import type { Links } from "#lib/facts/links.ts";
import { defineRule, NotApplicable, type Observation } from "#lib/rules/rule.ts";
import { cardsOf } from "#lib/rules/shared/nic-names.ts";
import { counted, listed, shellWord } from "#lib/rules/shared/wording.ts";
import { type BondFault, bondFault, bondsOf, guestBridgesOn, type SingleUplink, singleUplinks } from "./parts/redundancy.ts";

/** From so many guests on, a card that fails is an outage of many; a machine without a second card cannot help it before it is a larger one. */
const manyGuests = 4;
const manyWithoutSpare = 16;

export const uplinkNotRedundant = defineRule({
  id: "bridge/uplink-not-redundant",
  title: "One cable carries all guests of this host",
  why: "A cable, an optic, a switch port: one of them fails every few years, and with the only uplink, or the last port of a bond, all guests behind it are off the network.",
  scope: "host",
  scenarios: ["hardware-fault", "network-change"],
  likelihood: 2,
  impact: 3,
  needs: ["links"],
  wants: ["bonds", "guests", "identity", "addresses"],
  check({ links, bonds, guests, identity, addresses }) {
    if (identity?.virtualization && identity.virtualization !== "none")
      throw new NotApplicable("a virtual machine: its cards are its host's");
    const faults = bondsOf(bonds, links).flatMap((bond) => bondFault(bond) ?? []);
    const used = faults.filter(({ bond }) => isUsed(bond.name, links) || (addresses ?? []).some((one) => one.interface === bond.name));
    return [...singleUplinks(links, guests).map((single) => alone(single, links)), ...used.map((fault) => degraded(fault, links))];
  },
  remedy: {
    steps: ["Give the bridge a bond of two cards on two switches, or repair the bond that it has."],
    risk: "LACP needs both ends: set the switch up first, and change the host with the console open.",
    verify: "grep -E 'Interface|MII Status|Aggregator' /proc/net/bonding/*",
  },
  postmortems: ["ceph-conf-host-ip-dead-switch", "nic-rename-m2-slot"],
  references: ["https://docs.kernel.org/networking/bonding.html"],
});

/** A bond of Open vSwitch is no device of the kernel: somebody made it for a bridge. */
function isUsed(bond: string, links: Links): boolean {
  if (!links.some(({ name }) => name === bond)) return true;
  return links.some((link) => (link.name === bond && link.master !== null) || link.vlan?.parent === bond);
}

function alone({ card, bridges, guestPorts }: SingleUplink, links: Links): Observation {
  const names = listed(bridges.map(({ bridge }) => bridge.name));
  const spare = cardsOf(links).filter((one) => one.name !== card.name && one.master === null && one.operState !== "UP");
  return {
    subject: names,
    key: `${card.permanentMac ?? card.mac ?? card.name} alone`,
    title: `${card.name} is the single uplink of ${names}`,
    observed: `${card.name} alone leads out of ${names}; ${counted(guestPorts, "port")} of guests${spare.length === 0 ? "" : `; ${listed(spare.map(({ name }) => name))} not in use`}`,
    expected: "a bond of two cards",
    cite: [card.at, ...bridges.map(({ bridge }) => bridge.at)],
    impact: guestPorts >= (spare.length > 0 ? manyGuests : manyWithoutSpare) ? 3 : 2,
  };
}

function degraded({ bond, kind, words, cite }: BondFault, links: Links): Observation {
  const bridges = guestBridgesOn(bond.name, links);
  const isNarrow = kind === "speed";
  return {
    subject: bond.name,
    key: `${bond.name} ${isNarrow ? "speed" : "degraded"}`,
    title: isNarrow ? `The ports of ${bond.name} have different speeds` : `${bond.name} is degraded: ${words}`,
    observed: `${bond.name} (${bond.mode || "bond"}): ${words}${bridges.length === 0 ? "" : `; ${listed(bridges)} with guests on it`}`,
    expected: isNarrow ? "ports of one speed" : "all ports up, and with LACP in one aggregator",
    cite: [bond.at, ...cite],
    likelihood: isNarrow ? 2 : 4,
    impact: bridges.length === 0 ? 2 : 3,
    remedy: {
      steps: [
        kind === "down"
          ? `Look at the cable, the optic and the switch port of ${words.replace(/ down$/, "")}.`
          : `Compare the bond of ${bond.name} with the port channel of the switch: mode, members, LACP.`,
      ],
      verify: bond.at.source.startsWith("ovs-") ? "ovs-appctl bond/show" : `cat /proc/net/bonding/${shellWord(bond.name)}`,
    },
  };
}
