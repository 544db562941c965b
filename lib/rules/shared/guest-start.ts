import type { Guest } from "#lib/facts/guests.ts";

/** Whether the guest comes up with the host. Where HA manages a guest, HA's wish counts and `onboot` does not (pve-guests skips it). */
export function startsWithHost(guest: Guest): boolean {
  return isHaManaged(guest) ? guest.haState === "started" : guest.onboot;
}

/** HA leaves a guest in state `ignored` alone (ha-manager(1)). */
export function isHaManaged(guest: Guest): boolean {
  return guest.haState !== null && guest.haState !== "ignored";
}

/** Whether the guest carries one of these tags, whatever their case. */
export function isTagged(guest: Guest, ...tags: string[]): boolean {
  return guest.tags.some((tag) => tags.includes(tag.toLowerCase()));
}
