import type { Guests } from "#lib/facts/guests.ts";
import type { Identity } from "#lib/facts/identity.ts";

/** Words of systemd-detect-virt(1) for containers, which share the kernel and the mounts of their host. */
const containers = new Set("openvz lxc lxc-libvirt systemd-nspawn docker podman rkt wsl proot pouch".split(" "));

export function isContainer(identity: Identity): boolean {
  return identity.virtualization !== null && containers.has(identity.virtualization);
}

/** Whether guests hang on this host; a hypervisor whose guests could not be read counts as one that has some. */
export function mayRunGuests(identity: Identity, guests: Guests | undefined): boolean {
  return guests === undefined ? identity.system !== "linux" : guests.some((guest) => !guest.template);
}
