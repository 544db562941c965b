import type { Guest, PendingChange } from "#lib/facts/guests.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";
import { showCommand } from "./guest-commands.ts";

/** What applies the changes, or takes them back. */
export function pendingSteps(guest: Guest, changes: readonly PendingChange[]): string[] {
  if (guest.platform === "libvirt") {
    const name = shellWord(guest.name);
    return [
      `Compare: \`virsh -r dumpxml ${name}\` with \`virsh -r dumpxml --inactive ${name}\``,
      `If it is wanted: \`virsh shutdown ${name}\`, then \`virsh start ${name}\` with the console open; else undo it with \`virsh edit ${name}\``,
    ];
  }
  const tool = guest.platform === "lxc" ? "pct" : "qm";
  const id = shellWord(guest.id);
  const keys = changes.map(({ key }) => shellWord(key)).join(",");
  return [
    `If it is wanted: \`${tool} shutdown ${id}\`, then \`${tool} start ${id}\` with the console open`,
    `If it is not: \`${tool} set ${id} --revert ${keys}\``,
  ];
}

/** What shows the changes that still wait. */
export function pendingVerify(guest: Guest): string {
  if (guest.platform === "libvirt") return showCommand(guest);
  return `${guest.platform === "lxc" ? "pct" : "qm"} pending ${shellWord(guest.id)}`;
}
