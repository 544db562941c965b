import { watch } from "#lib/engine/drift/watch.ts";
import type { Link, Links } from "#lib/facts/links.ts";
import type { Route } from "#lib/facts/routes.ts";
import { cardsOf, lastingMac } from "#lib/rules/shared/nic-names.ts";
import { isLastingBridge } from "#lib/rules/shared/vlans.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";

/** Devices that people set up; those of guests, containers and their firewalls come and go with them. */
const setUp: readonly Link["kind"][] = ["bridge", "bond", "vlan", "openvswitch"];
const passingDevice =
  /^(tap|vnet|veth|fwpr|fwln|fwbr|docker|br-[0-9a-f]{12}$|virbr|cni|cali|flannel|lxc|lxdbr|podman|cilium|nodelocaldns|kube-)/;

const cards = watch({
  fact: "links",
  kind: "card",
  group: "network",
  weight: 1,
  things: (links) => cardsOf(links).map((card) => cardThing(card, links)),
});

function cardThing(card: Link, links: Links) {
  const mac = lastingMac(card, links);
  return {
    key: mac ?? `name ${card.name}`,
    alias: card.name,
    name: `card ${card.name}`,
    says: {
      name: card.name,
      "PCI address": card.pciAddress ?? undefined,
      MAC: mac ?? undefined,
      link: card.carrier === null ? undefined : card.carrier ? "up" : "down",
      "port of": card.master,
      MTU: card.mtu ?? undefined,
    },
    at: [card.at],
  };
}

const devices = watch({
  fact: "links",
  kind: "device",
  group: "network",
  things: (links) =>
    links
      .filter(({ kind, name }) => setUp.includes(kind) && !passingDevice.test(name) && (kind !== "bridge" || isLastingBridge(name)))
      .map((link) => ({
        key: link.name,
        name: `${link.kind === "vlan" ? "VLAN device" : link.kind} ${link.name}`,
        says: {
          VLAN: link.vlan?.id ?? null,
          on: link.vlan?.parent ?? null,
          "port of": link.master,
          MTU: link.mtu ?? undefined,
          state: link.operState.toLowerCase(),
        },
        at: [link.at],
      })),
});

const addresses = watch({
  fact: "addresses",
  kind: "address",
  group: "network",
  weight: 1,
  things: (all) =>
    all
      // IPv6 gives itself new addresses every day; link-local ones follow from the card.
      .filter(
        ({ interface: device, scope, family, dynamic }) =>
          !passingDevice.test(device) && scope !== "link" && scope !== "host" && !(family === 6 && dynamic),
      )
      .map(({ interface: device, address, prefixLength, dynamic, at }) => ({
        key: `${device} ${address}/${prefixLength}`,
        name: `address ${address}/${prefixLength} on ${device}`,
        says: { dynamic },
        at: [at],
      })),
});

/** Routes that follow from addresses, or that a routing daemon learns. */
const learned = /^(kernel|bird|babel|bgp|ospf|isis|rip|eigrp|zebra|openr|redirect)$/;

const routes = watch({
  fact: "routes",
  kind: "route",
  group: "network",
  weight: 1,
  things: (all) => {
    const kept = all.filter(
      ({ table, protocol, interface: device }) =>
        table !== "local" && !learned.test(protocol ?? "") && (device === null || !passingDevice.test(device)),
    );
    return [...groupBy(kept, ({ table, family, destination }) => `${table} ${family} ${destination}`)].map(([key, alike]) =>
      routeThing(key, alike),
    );
  },
});

/** All ways to one destination are one thing: the one with the lowest metric is taken, the others stand by. */
function routeThing(key: string, alike: readonly Route[]) {
  const [first] = alike;
  const sorted = [...alike].sort((one, other) => one.metric - other.metric);
  const version = first?.family === 6 && first.destination === "default" ? " of IPv6" : "";
  return {
    key,
    name: `route ${first?.destination}${version}${first?.table === "main" ? "" : ` in table ${first?.table}`}`,
    says: { by: sorted.map(hopWords).join(", then ") },
    at: sorted.map(({ at }) => at),
  };
}

function hopWords({ gateway, interface: device, metric }: Route): string {
  return `${gateway ?? "direct"}${device === null ? "" : ` on ${device}`}${metric === 0 ? "" : `, metric ${metric}`}`;
}

const bonds = watch({
  fact: "bonds",
  kind: "bond",
  group: "network",
  things: (all) => all.map(({ name, mode, at }) => ({ key: name, name: `bond ${name}`, says: { mode }, at: [at] })),
});

const bondPorts = watch({
  fact: "bonds",
  kind: "bond port",
  group: "network",
  weight: 1,
  partOf: "bond",
  things: (all) =>
    all.flatMap((bond) =>
      bond.ports.map((port) => ({
        key: `${bond.name} ${port.permanentMac ?? port.name}`,
        within: bond.name,
        name: `port ${port.name} of ${bond.name}`,
        says: {
          link: port.up ? "up" : "down",
          speed: port.speedMbps === null ? undefined : `${port.speedMbps} Mbit/s`,
          "switch (LACP)": port.partnerMac ?? undefined,
        },
        at: [port.at, port.stateAt],
      })),
    ),
});

export const linkWatches = [cards, devices, addresses, routes, bonds, bondPorts];
