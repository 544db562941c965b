import type { KernelEvents } from "#lib/facts/events.ts";
import type { Guest, Guests } from "#lib/facts/guests.ts";

type KernelEvent = KernelEvents["events"][number];

/** A guest whose process the kernel killed for lack of memory; null where the line does not tell which. */
export interface KilledGuest {
  guest: Guest | null;
  event: KernelEvent;
}

const hypervisor = /\b(kvm|qemu)|qemu\.slice|machine-qemu/i;

/**
 * Guests that the kernel killed in this boot: QEMU's process, by the control group that systemd gives it (/qemu.slice/102.scope on
 * Proxmox, machine-qemu\x2d3\x2dname.scope of libvirt). A process that was killed inside a container is the container's own affair.
 */
export function killedGuests({ events }: KernelEvents, guests: Guests): KilledGuest[] {
  const killed = events
    .filter(({ kind, subject, at }) => kind === "oom-kill" && hypervisor.test(`${subject ?? ""} ${at.text}`))
    .map((event) => ({ event, guest: guestOf(event, guests) }));
  const named = killed.filter(({ guest }) => guest !== null);
  return named.length > 0 ? named : killed.slice(0, 1);
}

function guestOf({ subject, at }: KernelEvent, guests: Guests): Guest | null {
  const text = `${subject ?? ""} ${at.text}`;
  const id = /qemu\.slice\/(\d{1,10})\.scope/.exec(text)?.[1];
  const domain = /machine-qemu(?:\\x2d|-)\d{1,6}(?:\\x2d|-)([^/\s]{1,200})\.scope/.exec(text)?.[1]?.replaceAll("\\x2d", "-");
  return guests.find((guest) => (guest.platform === "libvirt" ? guest.name === domain : guest.id === id)) ?? null;
}
