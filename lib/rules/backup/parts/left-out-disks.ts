import type { Guest, GuestDisk } from "#lib/facts/guests.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";

/** Disks that their own line keeps out: often meant, so only a hint. */
export function leftOut(guests: readonly Guest[]): Observation[] {
  const disks = guests.flatMap((guest) => guest.disks.filter(isLeftOut).map((disk) => ({ guest, disk })));
  if (disks.length === 0) return [];
  return [
    {
      subject: counted(disks.length, "disk"),
      key: "left out",
      title: "Disks of guests that are backed up are left out of it",
      observed: listed(disks.map(({ guest, disk }) => `${guestLabel(guest)} ${disk.slot}`)),
      expected: "backup=1, or data that is saved by other means",
      cite: disks.slice(0, maximumCites).map(({ disk }) => disk.at),
      likelihood: 1,
      impact: 2,
      confidence: "suspected",
    },
  ];
}

function isLeftOut({ backedUp, media, kind }: GuestDisk): boolean {
  return !backedUp && media === "disk" && kind === "volume";
}
