import type { Guest, GuestScreen } from "#lib/facts/guests.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { listed, shellWord } from "#lib/rules/shared/wording.ts";
import { editCommand, setCommand } from "./parts/guest-commands.ts";

const loopback = /^(127\.|::1$|localhost$)/;
const everywhere = new Set(["0.0.0.0", "::", "*"]);

export const vncExposed = defineRule({
  id: "guests/vnc-exposed",
  title: "The console of a guest can be opened over the network without protection",
  why: "Whoever reaches the port sits before the guest's screen and keyboard, below every password that its network services ask for. VNC knows no password worth the name.",
  scope: "guest",
  scenarios: ["network-change"],
  likelihood: 2,
  impact: 3,
  references: ["libvirt domain XML: graphical framebuffers", "qemu(1)"],
  needs: ["guests"],
  check({ guests }) {
    return guests.flatMap((guest) => {
      const open = guest.template || guest.running === false ? [] : guest.devices.screens.filter(isOpen);
      if (open.length === 0) return [];
      const gone = guest.nextDevices !== null && guest.nextDevices.screens.filter(isOpen).length === 0;
      return [
        {
          subject: guestLabel(guest),
          key: guest.id,
          title: `${guestLabel(guest)}: its ${listed([...new Set(open.map(({ type }) => type.toUpperCase()))])} console listens on ${listed(open.map(placeOf))}`,
          observed: `${listed(open.map((screen) => `${screen.type} on ${placeOf(screen)}`))}${open.some(({ isProtected }) => isProtected === null) ? "; whether TLS or SASL guards it could not be read" : ", without TLS or SASL"}${gone ? "; it is switched off in the stored definition, which the running guest does not know yet" : ""}`,
          expected: "127.0.0.1 or a socket, reached through SSH",
          cite: open.map(({ at }) => at),
          // Addresses of one machine can still be reached by its other guests and its network.
          impact: open.some(({ listen }) => everywhere.has(listen ?? "") || !isPrivateNetwork(listen ?? "")) ? 3 : 2,
          confidence: open.every(({ isProtected }) => isProtected === false) ? "inferred" : "suspected",
          remedy: { steps: stepsFor(guest, open) },
        },
      ];
    });
  },
  remedy: {
    steps: ["Block the port in the firewall now; set the listen address to 127.0.0.1 for the next start. Keep the video device."],
    risk: "A new listen address needs a stop and start. Removing the screen together with its video device moves other devices on the PCI bus.",
    verify: "ss -ltn",
  },
});

function isOpen({ listen, isProtected }: GuestScreen): boolean {
  return listen !== null && !loopback.test(listen) && isProtected !== true;
}

/** libvirt's own network for guests behind NAT. */
function isPrivateNetwork(listen: string): boolean {
  return listen.startsWith("192.168.122.");
}

function placeOf({ listen, port }: GuestScreen): string {
  const address = everywhere.has(listen ?? "") ? "every address" : (listen ?? "");
  return port === null ? address : `${address}, port ${port}`;
}

function stepsFor(guest: Guest, open: readonly GuestScreen[]): string[] {
  const ports = open.flatMap(({ port }) => port ?? []);
  const block = ports.map((port) => `\`nft insert rule inet filter input iifname != "lo" tcp dport ${port} drop\``);
  const first = block.length > 0 ? [`Close it now, where nftables has such a table: ${block.join(", ")}`] : [];
  if (guest.platform !== "libvirt") return [...first, `\`${setCommand(guest)} --delete args\`: Proxmox has a console of its own`];
  return [...first, `\`${editCommand(guest)}\`: listen='127.0.0.1' and keep <video>; then stop and start ${shellWord(guest.name)}`];
}
