import type { PendingChange, PendingKind } from "#lib/facts/guests.ts";
import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { pendingSteps, pendingVerify } from "./parts/pending-commands.ts";

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
          impact: changes.some(isRisky) ? (2 as const) : (1 as const),
          remedy: { steps: pendingSteps(guest, changes), verify: pendingVerify(guest) },
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

/** A card or disk that only moves on the PCI bus is told by change/pending-guest-pci-layout. */
function isRisky({ kind, now, next }: PendingChange): boolean {
  const bare = (value: string | null) => value?.replace(/ slot=\S+/, "") ?? null;
  return risky.has(kind) && bare(now) !== bare(next);
}

/** "vga: std → none"; values of libvirt are words of our own. */
function wordsOf({ key, now, next }: PendingChange): string {
  if (next === null) return `${key} goes (now ${now ?? "not set"})`;
  return now === null ? `${key} comes (${next})` : `${key}: ${now} → ${next}`;
}
