import { meaningOf } from "#lib/engine/drift/compare.ts";
import { watch } from "#lib/engine/drift/watch.ts";
import { textOf } from "#lib/engine/drift/words.ts";
import type { ConfiguredInterface } from "#lib/facts/network-config.ts";
import { plainLine } from "#lib/plain-text.ts";

const interfaces = watch({
  fact: "networkConfig",
  kind: "interface",
  group: "network",
  weight: 1,
  effect: "at the next network reload",
  things: ({ interfaces: all }) =>
    all.map((one) => ({
      key: `${one.manager} ${one.name}${isSingle(one, all) ? "" : ` ${meaningOf(one)}`}`,
      name: `configuration of ${one.name}`,
      says: saysOf(one),
      at: [one.at],
    })),
});

/** A name may have several profiles: none of them is the other's earlier state. */
function isSingle({ name, manager }: ConfiguredInterface, all: readonly ConfiguredInterface[]): boolean {
  return all.filter((one) => one.name === name && one.manager === manager).length === 1;
}

function saysOf(one: ConfiguredInterface) {
  return {
    kind: one.kind,
    addresses: one.addresses,
    DHCP: one.dhcp,
    gateway: one.gateway,
    ports: one.ports,
    VLAN: one.vlanId,
    "VLAN-aware": one.bridge === null ? null : (one.bridge.vlanAware ?? undefined),
    PVID: one.bridge?.pvid ?? one.portVlans?.pvid ?? null,
    VLANs: one.bridge?.vids ?? one.portVlans?.vids ?? null,
    MTU: one.mtu,
    "bond mode": one.bondMode,
    "brought up at boot": one.auto,
    optional: one.optional,
    "bound to MAC": one.matchMac,
    "bound to name": one.matchName,
    "named by it": one.setName,
    "given MAC": one.mac,
  };
}

const pins = watch({
  fact: "networkConfig",
  kind: "name pin",
  group: "network",
  effect: "at the next reboot",
  things: (config) =>
    config.pins.map(({ by, mac, path, name, at }) => ({
      key: `${by} ${mac ?? path ?? name}`,
      name: `rule that names a card ${name}`,
      says: { name, MAC: mac, path },
      at: [at],
    })),
});

const managers = watch({
  fact: "networkConfig",
  kind: "network configuration",
  group: "network",
  effect: "at the next reboot",
  things: ({ managers: all, kernelNames }) => [
    { key: "managers", name: "network configuration", says: { "managed by": all, "kernel's own card names": kernelNames }, at: [] },
  ],
});

const pending = watch({
  fact: "networkConfig",
  kind: "pending edits",
  group: "network",
  weight: 1,
  effect: "at the next network reload",
  things: ({ pending: at, pendingAdded, pendingRemoved }) =>
    at === null
      ? []
      : [
          {
            key: "interfaces.new",
            name: "pending edits in /etc/network/interfaces.new",
            says: { "lines added": pendingAdded.map(lineOf), "lines removed": pendingRemoved.map(lineOf) },
            at: [at, ...pendingAdded, ...pendingRemoved],
          },
        ],
  words: ({ before, now }) => {
    if (now === null) return "no edits are pending in /etc/network/interfaces.new any more";
    if (before !== null) return null;
    return `edits are pending in /etc/network/interfaces.new: adds ${textOf(now.says["lines added"])}, removes ${textOf(now.says["lines removed"])}`;
  },
});

const lineOf = ({ text }: { text: string }) => plainLine(text, 120);

export const networkConfigWatches = [interfaces, pins, managers, pending];
