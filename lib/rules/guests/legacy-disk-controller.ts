import type { Guest, GuestDisk } from "#lib/facts/guests.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";
import { editCommand, setCommand, showCommand } from "./parts/guest-commands.ts";

/** Real controllers of the nineties that QEMU imitates in its main loop; a model that is not here is paravirtual. */
const imitated = /^(lsi|lsilogic|lsi53c810|lsisas\w*|megasas|buslogic|ibmvscsi)/;

export const legacyDiskController = defineRule({
  id: "guests/legacy-disk-controller",
  title: "Disks of a guest hang on an imitated old controller",
  why: "QEMU imitates the old controller in the one thread that also serves the guest's screen, its timers and its monitor. Under load the whole guest stands still for seconds, and disk errors inside it follow.",
  scope: "guest",
  scenarios: ["hardware-fault", "guest-restart"],
  likelihood: 2,
  impact: 2,
  postmortems: ["guest-lsi-no-iothread"],
  references: ["qm(1)", "libvirt domain XML: hard drives and controllers"],
  needs: ["guests"],
  check({ guests }) {
    return guests.flatMap((guest) => {
      if (guest.template || guest.platform === "lxc" || guest.running === false) return [];
      const disks = guest.disks.filter((disk) => disk.media === "disk" && controllerOf(guest, disk) !== null);
      const [first] = disks;
      if (first === undefined) return [];
      const controllers = [...new Set(disks.flatMap((disk) => controllerOf(guest, disk) ?? []))];
      const isScsi = disks.some((disk) => disk.bus === "scsi");
      return [
        {
          subject: guestLabel(guest),
          key: guest.id,
          title: `${guestLabel(guest)}: ${counted(disks.length, "disk")} on an imitated controller (${listed(controllers)})`,
          observed: `${listed(disks.map((disk) => disk.slot))} on ${listed(controllers)}${isScsi && guest.platform === "qemu" && guest.scsiController === null ? ", the default where no scsihw is set" : ""}`,
          expected: "virtio-scsi-single or virtio, with an I/O thread",
          cite: disks.slice(0, 4).map((disk) => disk.at),
          // A SCSI disk carries a server's load more often than an IDE one, which an installer chose.
          impact: isScsi ? 3 : 2,
          remedy: { steps: stepsFor(guest, isScsi), verify: showCommand(guest) },
        },
      ];
    });
  },
  remedy: {
    steps: ["Install the virtio drivers inside the guest, then change the controller and stop and start it"],
    risk: "A guest whose initramfs or Windows lacks the virtio driver does not find its disk: add a second small virtio disk first, boot, then switch.",
    verify: "qm config VMID",
  },
});

/** The imitated controller behind a disk; null for a paravirtual one, and where nothing tells. */
function controllerOf(guest: Guest, disk: GuestDisk): string | null {
  if (disk.bus === "ide" || disk.bus === "sata") return disk.bus.toUpperCase();
  if (disk.bus !== "scsi") return null;
  const model = guest.scsiController ?? (guest.platform === "qemu" ? "lsi" : "");
  return imitated.test(model) ? model : null;
}

function stepsFor(guest: Guest, isScsi: boolean): string[] {
  const drivers = "Make sure that the guest has the virtio drivers: `lsinitramfs /boot/initrd.img-* | grep virtio_scsi` inside it";
  if (guest.platform === "libvirt")
    return [drivers, `\`${editCommand(guest)}\`: model='virtio-scsi' for the SCSI controller, then stop and start it`];
  const command = isScsi
    ? `${setCommand(guest)} --scsihw virtio-scsi-single`
    : `${setCommand(guest)} --scsihw virtio-scsi-single, then move the disk to scsi0`;
  return [drivers, `\`${command}\`, then stop and start it: a reboot from inside is not enough`];
}
