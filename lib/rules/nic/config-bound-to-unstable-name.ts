import type { PciDevice } from "#lib/facts/pci-devices.ts";
import { defineRule, type Level } from "#lib/rules/rule.ts";
import { unstableBindings } from "#lib/rules/shared/nic-bindings.ts";
import { lastingMac, removableBefore } from "#lib/rules/shared/nic-names.ts";
import { pinSteps, pinVerify } from "./parts/nic-pin-remedy.ts";

export const configBoundToUnstableName = defineRule({
  id: "nic/config-bound-to-unstable-name",
  title: "The network configuration knows the card only by a name that follows its slot",
  why: "A device added or removed, a firmware update or a new naming scheme moves the slot. The card then has another name, the configuration finds none, and the machine boots without network.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "guest-restart", "hardware-fault"],
  likelihood: 3,
  impact: 3,
  needs: ["networkConfig", "links"],
  wants: ["identity", "pciDevices"],
  check({ networkConfig, links, identity, pciDevices }) {
    return unstableBindings(networkConfig, links).map(({ card, name, configured, cites, use, alsoByMac }) => {
      const mac = lastingMac(card, links);
      const removable = removableBefore(card.pciAddress, pciDevices ?? []);
      const pci = pciDevices?.find((device) => device.address === card.pciAddress);
      return {
        subject: name,
        key: mac ?? name,
        title: alsoByMac ? `${name} ${use} and must keep its slot name as well as its MAC` : `${name} ${use} and is known by its slot only`,
        observed: `${cites[0]?.source} says ${name}; ${alsoByMac ? "a match on the MAC alone would do" : `nothing ties it to ${mac ?? "its MAC address"}`}${removable === undefined ? "" : `; without ${removable.name} at ${removable.address} the card moves from ${card.pciAddress}`}`,
        expected: `a match on the MAC address${mac === null ? "" : ` ${mac}`}`,
        cite: [...cites, card.at, ...(pci === undefined ? [] : [pci.at]), ...(removable === undefined ? [] : [removable.at])],
        ...(alsoByMac ? ({ likelihood: 2, impact: 2 } as const) : levels(identity?.virtualization ?? null, removable)),
        remedy: { steps: pinSteps(configured, name, mac ?? card.mac ?? "MAC", identity?.system), verify: pinVerify(networkConfig, name) },
      };
    });
  },
  remedy: {
    steps: ["Tie the configuration to the MAC address of the card."],
    risk: "A renamed card needs every reference changed (bridge ports, bond, firewall, monitoring), and shows only at the next boot: console ready.",
    verify: "networkctl list",
  },
  postmortems: [
    "vps-nic-renamed-by-display-removal",
    "nic-added-zfs-quorum",
    "nic-quad-card-2019",
    "nic-rename-m2-slot",
    "nic-rename-server-move",
  ],
  references: ["systemd.net-naming-scheme(7)", "systemd.link(5)", "netplan(5)"],
});

/** Bare metal: rare, and the whole host is cut off. A guest with a device that panels take away: it will happen, to that guest. */
function levels(virtualization: string | null, removable: PciDevice | undefined): { likelihood: Level; impact: Level } | undefined {
  if (virtualization === null) return undefined;
  if (virtualization === "none") return { likelihood: 2, impact: 4 };
  return removable === undefined ? { likelihood: 2, impact: 3 } : { likelihood: 3, impact: 3 };
}
