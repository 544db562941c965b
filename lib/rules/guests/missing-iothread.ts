import { defineRule } from "#lib/rules/rule.ts";
import { guestLabel, type OwnedDisk } from "#lib/rules/shared/guest-disks.ts";
import { counted, groupBy, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { setCommand, showCommand } from "./parts/guest-commands.ts";

/** A guest with so many processors was given them for work. */
const busyCores = 4;

export const missingIothread = defineRule({
  id: "guests/missing-iothread",
  title: "Disks of large guests have no I/O thread",
  why: "Without one, every read and write goes through the main loop of QEMU: a slow disk then stops the guest's screen, its clock and its agent as well.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 2,
  impact: 1,
  postmortems: ["guest-lsi-no-iothread"],
  references: ["qm(1)"],
  needs: ["guests"],
  check({ guests }) {
    // libvirt sets none up by itself, and most domains never need one; Proxmox has offered it by default since 7.3.
    const disks: OwnedDisk[] = guests
      .filter((guest) => guest.platform === "qemu" && guest.running === true && !guest.template && (guest.cores ?? 0) >= busyCores)
      .flatMap((guest) => guest.disks.map((disk) => ({ guest, disk })))
      .filter(({ disk }) => disk.media === "disk" && !disk.ioThread && (disk.bus === "scsi" || disk.bus === "virtio"));
    const [first] = disks;
    if (first === undefined) return [];
    const owners = [...groupBy(disks, ({ guest }) => guest.id).values()];
    const words = owners.map((own) => `${own[0] ? guestLabel(own[0].guest) : ""}: ${listed(own.map(({ disk }) => disk.slot))}`);
    return [
      {
        subject: owners.length === 1 ? guestLabel(first.guest) : counted(owners.length, "guest"),
        key: "iothread",
        observed: `no iothread on ${counted(disks.length, "disk")} of ${counted(owners.length, "guest")} with ${busyCores} processors or more: ${listed(words, 6)}`,
        expected: "iothread=1 on the disks of guests that work",
        cite: disks.slice(0, maximumCites).map(({ disk }) => disk.at),
        remedy: {
          steps: [
            `\`${setCommand(first.guest)} --scsihw virtio-scsi-single\`, then the disk's own line again with iothread=1; stop and start the guest`,
          ],
          verify: showCommand(first.guest),
        },
      },
    ];
  },
  remedy: {
    steps: ["Set virtio-scsi-single and iothread=1, then stop and start the guest"],
    risk: "The change waits for the next stop and start; backups with older QEMU than 4.2 did not work with it.",
    verify: "qm config VMID",
  },
});
