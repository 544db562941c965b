import type { Guest } from "#lib/facts/guests.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { editCommand, showCommand } from "./parts/guest-commands.ts";

export const pciLayoutFragile = defineRule({
  id: "guests/pci-layout-fragile",
  title: "The place of a guest's network card depends on its other devices",
  why: "Whoever writes this definition leaves the places on the PCI bus to be given out in order. Add or remove any other device and the card moves: inside, it has another name, and the guest has no network.",
  scope: "guest",
  scenarios: ["guest-restart"],
  likelihood: 2,
  impact: 3,
  postmortems: ["vps-nic-renamed-by-display-removal"],
  references: ["libvirt domain XML: device addresses", "systemd.net-naming-scheme(7)"],
  needs: ["guests"],
  check({ guests }) {
    return guests.flatMap((guest) => {
      if (guest.template || guest.platform !== "libvirt") return [];
      const moved = movedCards(guest);
      const open = openCards(guest);
      if (moved.length + open.length === 0) return [];
      return [
        {
          subject: guestLabel(guest),
          key: guest.id,
          title:
            moved.length > 0
              ? `${guestLabel(guest)}: the network card moves on the PCI bus when another device comes or goes`
              : `${guestLabel(guest)}: the stored definition gives its network card no place on the PCI bus`,
          observed: `${listed([...moved, ...open].map(({ words }) => words))}${guest.machine === null ? "" : `; machine ${guest.machine}`}`,
          expected: "an <address type='pci'> for each <interface> that stays the same, and names pinned by MAC inside the guest",
          cite: [...moved, ...open].slice(0, maximumCites).map(({ at }) => at),
          confidence: moved.length > 0 ? "confirmed" : "inferred",
          remedy: {
            steps: [
              "Inside the guest, pin the name of the card by its MAC address (netplan `match: macaddress:`, a .link file)",
              `\`${editCommand(guest)}\`: keep the address of the card; to close the VNC port, block it instead of removing the video device`,
            ],
            verify: showCommand(guest),
          },
        },
      ];
    });
  },
  remedy: {
    steps: ["Pin the name of the card inside the guest by its MAC address, and keep its PCI address in the definition"],
    risk: "None while the guest runs; test the next start with the console open.",
    verify: "virsh -r dumpxml --inactive DOMAIN",
  },
});

type Card = { words: string; at: Guest["at"] };

/** Cards that stand elsewhere in the stored definition than in the one that runs: proof that nobody holds their place. */
function movedCards({ devices, nextDevices }: Guest): Card[] {
  return devices.pci.flatMap(({ device, address }) => {
    const next = nextDevices?.pci.find((one) => one.device === device);
    const isMoved =
      device.startsWith("interface ") && address !== null && next !== undefined && next.address !== null && next.address !== address;
    return isMoved ? [{ words: `${device}: ${address} now, ${next.address} at the next start`, at: next.at }] : [];
  });
}

function openCards({ devices, nextDevices }: Guest): Card[] {
  const stored = nextDevices ?? devices;
  return stored.pci.flatMap(({ device, address, at }) =>
    device.startsWith("interface ") && address === null ? [{ words: `${device} without an address`, at }] : [],
  );
}
