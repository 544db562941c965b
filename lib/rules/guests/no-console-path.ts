import type { Guest, GuestDevices } from "#lib/facts/guests.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { editCommand, setCommand, showCommand } from "./parts/guest-commands.ts";

export const noConsolePath = defineRule({
  id: "guests/no-console-path",
  title: "Nobody can open a console of this guest when its network is gone",
  why: "Without screen and serial port the only way in is the network. When that is what broke, the guest has to be stopped and its disk opened elsewhere, to correct one line.",
  scope: "guest",
  scenarios: ["network-change", "guest-restart"],
  likelihood: 2,
  impact: 3,
  postmortems: ["kvm-pair-panic-reboot", "vps-nic-renamed-by-display-removal"],
  references: ["virsh(1)", "qm(1)"],
  needs: ["guests"],
  check({ guests }) {
    return guests.flatMap((guest) => {
      if (guest.template || guest.platform === "lxc") return [];
      const next = guest.nextDevices ?? guest.devices;
      if (hasConsole(guest, next)) return [];
      const isYetThere = guest.nextDevices !== null && guest.running === true && hasConsole(guest, guest.devices);
      return [
        {
          subject: guestLabel(guest),
          key: guest.id,
          title: isYetThere
            ? `${guestLabel(guest)} has no console any more after its next start: neither a screen nor a serial port`
            : `${guestLabel(guest)} has no console: neither a screen nor a serial port`,
          observed: `${isYetThere ? "in the stored definition: " : ""}${wordsOf(guest, next)}`,
          expected: "a serial console, or a screen that the host can open",
          cite: [guest.at],
          // The agent runs commands inside as long as the system answers; a card of its own may have a monitor.
          impact: guest.agent || guest.hostDevices.some(({ kind }) => kind === "pci") ? 2 : 3,
          remedy: { steps: stepsFor(guest), verify: showCommand(guest) },
        },
      ];
    });
  },
  remedy: {
    steps: ["Add a serial port, and `console=ttyS0` to the kernel command line inside the guest"],
    risk: "It waits for the next stop and start. A serial port hangs on the ISA bus and moves no network card; removing or adding a video device can.",
    verify: "qm config VMID",
  },
});

/** A screen shows something where there is a video device. Proxmox shows its own through its API. */
function hasConsole(guest: Guest, { video, screens, consoles }: GuestDevices): boolean {
  if (consoles.length > 0) return true;
  if (guest.platform === "libvirt") return screens.length > 0 && video !== "none";
  return video !== "none" && !video.startsWith("serial");
}

function wordsOf(guest: Guest, { video, screens }: GuestDevices): string {
  const ports = "no serial console";
  if (guest.platform !== "libvirt")
    return video.startsWith("serial") ? `vga: ${video} without that port; ${ports}` : `vga: ${video}; ${ports}`;
  if (screens.length > 0) return `VNC or SPICE without a video device; ${ports}`;
  return `no VNC or SPICE; ${ports}`;
}

function stepsFor(guest: Guest): string[] {
  const inside = "Inside the guest: `console=tty0 console=ttyS0,115200` on the kernel command line";
  if (guest.platform !== "libvirt") return [`\`${setCommand(guest)} --serial0 socket\`, then stop and start it`, inside];
  return [`\`${editCommand(guest)}\`: add <serial type='pty'/> and <console type='pty'/>, then stop and start it`, inside];
}
