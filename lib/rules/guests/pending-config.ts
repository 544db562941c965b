import type { Guest, PendingChange, PendingKind } from "#lib/facts/guests.ts";
import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { showCommand } from "#lib/rules/shared/guest-commands.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { counted, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

/** What cuts a guest off or keeps it from booting when it turns out wrong. */
const risky: ReadonlySet<PendingKind> = new Set(["network", "disk", "boot", "machine", "processor"]);

export const pendingConfig = defineRule({
  id: "guests/pending-config",
  title: "A guest has changes that become active only at its next stop and start",
  why: "A reboot from inside the guest does not apply them, a stop and start does: weeks later, at a restart for another reason, the guest comes back as something else, and nobody remembers what was changed.",
  scope: "guest",
  scenarios: ["guest-restart"],
  likelihood: 3,
  impact: 1,
  postmortems: ["vps-nic-renamed-by-display-removal"],
  references: ["qm(1)", "virsh(1)"],
  needs: ["guests"],
  check({ guests }) {
    const found = guests.flatMap((guest) => {
      const changes = (guest.pending ?? []).filter(({ kind }) => kind !== "metadata");
      if (guest.template || changes.length === 0) return [];
      return [
        {
          subject: guestLabel(guest),
          key: guest.id,
          title: `${guestLabel(guest)}: ${counted(changes.length, "change")} ${changes.length === 1 ? "waits" : "wait"} for its next stop and start`,
          observed: listed(changes.map(wordsOf), 6),
          expected: "the definition that runs is the one that is stored",
          cite: changes.slice(0, maximumCites).map(({ at }) => at),
          impact: changes.some(({ kind }) => risky.has(kind)) ? (2 as const) : (1 as const),
          remedy: { steps: stepsFor(guest, changes), verify: verifyFor(guest) },
        },
      ];
    });
    const unread = guests.filter(({ pending, template }) => pending === null && !template);
    if (found.length === 0 && unread.length > 0) {
      throw new Undecidable(`the stored definition of ${counted(unread.length, "guest")} could not be read`);
    }
    return found;
  },
  remedy: {
    steps: ["Stop and start the guest in a planned hour with its console open, or take the change back"],
    risk: "The change itself: network and boot order can leave the guest without its network or its disk.",
    verify: "qm pending VMID",
  },
});

/** "vga: std → none"; values of libvirt are words of our own. */
function wordsOf({ key, now, next }: PendingChange): string {
  if (next === null) return `${key} goes (now ${now ?? "not set"})`;
  return now === null ? `${key} comes (${next})` : `${key}: ${now} → ${next}`;
}

function stepsFor(guest: Guest, changes: readonly PendingChange[]): string[] {
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

function verifyFor(guest: Guest): string {
  if (guest.platform === "libvirt") return showCommand(guest);
  return `${guest.platform === "lxc" ? "pct" : "qm"} pending ${shellWord(guest.id)}`;
}
