import type { Guest } from "#lib/facts/guests.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";

/** `qm set 100`, `pct set 101`: the beginning of a command that changes a guest of Proxmox. */
export function setCommand(guest: Guest): string {
  return `${guest.platform === "lxc" ? "pct" : "qm"} set ${shellWord(guest.id)}`;
}

/** A read-only command that prints the definition of a guest. */
export function showCommand(guest: Guest): string {
  if (guest.platform === "libvirt") return `virsh -r dumpxml --inactive ${shellWord(guest.name)}`;
  return `${guest.platform === "lxc" ? "pct" : "qm"} config ${shellWord(guest.id)}`;
}

/** Opens the definition of a domain to be edited. */
export function editCommand(guest: Guest): string {
  return `virsh edit ${shellWord(guest.name)}`;
}
