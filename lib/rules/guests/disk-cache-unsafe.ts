import type { Guest } from "#lib/facts/guests.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { isTagged } from "#lib/rules/shared/guest-start.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { editCommand, setCommand, showCommand } from "./parts/guest-commands.ts";

/** Names of guests that write what must not be lost in the middle. */
const writesMuch = /(^|[-_.\s])(db|database|sql|postgres|pgsql|mysql|maria|mongo|redis|etcd|docker|podman|k[38]s|kube|elastic|kafka)/i;

export const diskCacheUnsafe = defineRule({
  id: "guests/disk-cache-unsafe",
  title: "A disk of a guest loses writes that were confirmed when the host stops hard",
  why: "The guest is told that its data is safe while it lies in the host's memory. A power cut or a hard stop takes it: file systems come back damaged, and databases with holes.",
  scope: "guest",
  scenarios: ["power-loss", "guest-restart"],
  likelihood: 3,
  impact: 3,
  references: ["qm(1)", "qemu(1): cache modes"],
  needs: ["guests"],
  check({ guests }) {
    return guests
      .filter((guest) => !guest.template && !isTagged(guest, "lab", "test", "scratch", "disposable"))
      .flatMap((guest) => [...observation(guest, "unsafe"), ...(writesMuch.test(guest.name) ? observation(guest, "writeback") : [])]);
  },
  remedy: {
    steps: ["Take the cache setting off the disk, which makes it none; then stop and start the guest"],
    risk: "Writes get slower: they now wait for the disk.",
    verify: "qm config VMID",
  },
});

function observation(guest: Guest, cache: "unsafe" | "writeback"): Observation[] {
  const disks = guest.disks.filter((disk) => disk.media === "disk" && disk.cache === cache);
  if (disks.length === 0) return [];
  const slots = listed(disks.map(({ slot }) => slot));
  const isUnsafe = cache === "unsafe";
  return [
    {
      subject: guestLabel(guest),
      key: isUnsafe ? guest.id : `${guest.id} writeback`,
      title: isUnsafe
        ? `${guestLabel(guest)}: cache=unsafe on ${slots}: even what the guest flushes stays in memory`
        : `${guestLabel(guest)}: cache=writeback on ${slots}, and it looks like a guest that writes much`,
      observed: `cache=${cache} on ${slots}`,
      expected: "no cache setting, or cache=none",
      cite: disks.map(({ at }) => at),
      ...(isUnsafe ? {} : { likelihood: 2 as const, impact: 2 as const, confidence: "suspected" as const }),
      remedy: {
        steps: [
          guest.platform === "libvirt"
            ? `\`${editCommand(guest)}\`: cache='none' in <driver> of ${slots}, then stop and start it`
            : `\`${setCommand(guest)}\` with the line of ${slots} as it stands and cache=none, then stop and start it`,
        ],
        verify: showCommand(guest),
      },
    },
  ];
}
