import type { Guest } from "#lib/facts/guests.ts";
import { defineRule, type Remedy } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { missingSources } from "./parts/disk-sources.ts";

export const guestDiskSourceMissing = defineRule({
  id: "storage/guest-disk-source-missing",
  title: "A guest's disk or ISO points to a path that is not there or not on the intended file system; the guest cannot start again",
  why: "A guest that runs keeps its files open and shows nothing. At its next start, or that of the host, the hypervisor looks for the path and refuses.",
  scope: "guest",
  scenarios: ["guest-restart", "reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["kvm-pair-panic-reboot"],
  references: ["virsh(1)", "qm(1)"],
  needs: ["guests", "mounts", "identity"],
  wants: ["fstab", "storages"],
  check({ guests, mounts, identity, fstab, storages }) {
    const whyMissing = missingSources({ mounts, fstab, storages, nodeName: identity.hostname.split(".")[0] ?? identity.hostname });
    return guests
      .filter((guest) => !guest.template)
      .flatMap((guest) => {
        const missing = guest.disks.flatMap((disk) => {
          const because = whyMissing({ guest, disk });
          return because === null ? [] : [{ disk, because }];
        });
        if (missing.length === 0) return [];
        const onlyCdrom = missing.every(({ disk }) => disk.media === "cdrom");
        const slots = missing.filter(({ disk }) => disk.media === "cdrom").map(({ disk }) => disk.slot);
        return [
          {
            subject: guest.name,
            key: guest.id,
            title: `${guestLabel(guest)} ${guest.running ? "runs, but its next start fails" : "cannot start"}: ${listed([...new Set(missing.map(({ because }) => because))])}`,
            observed: listed(missing.map(({ disk, because }) => `${disk.slot} is ${disk.source}, and ${because}`)),
            expected: "every disk and ISO on a file system that is mounted now",
            cite: missing.slice(0, maximumCites).map(({ disk }) => disk.at),
            impact: onlyCdrom ? 2 : 3,
            confidence: "inferred",
            remedy: remedyFor(guest, slots, onlyCdrom),
          },
        ];
      });
  },
  remedy: {
    steps: ["Bring the mount or the storage back"],
    risk: "None for ejecting an ISO. Mounting over a directory hides files that were written into it meanwhile.",
    verify: "virsh -r domblklist",
  },
});

/** Ejecting is enough for an ISO; a disk needs its mount back. */
function remedyFor(guest: Guest, cdromSlots: readonly string[], onlyCdrom: boolean): Partial<Remedy> {
  const name = shellWord(guest.platform === "libvirt" ? guest.name : guest.id);
  const eject = cdromSlots.map((slot) =>
    guest.platform === "libvirt"
      ? `Eject the ISO: \`virsh change-media ${name} ${shellWord(slot)} --eject --config\``
      : `Eject the ISO: \`qm set ${name} --${slot} none,media=cdrom\``,
  );
  const verify = { libvirt: `virsh -r domblklist ${name} --inactive`, qemu: `qm config ${name}`, lxc: `pct config ${name}` }[
    guest.platform
  ];
  return { steps: [...(onlyCdrom ? [] : ["Bring the mount or the storage back, then start the guest"]), ...eject], verify };
}
