import { expect } from "vitest";
import { container, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { disk, guest } from "#lib/rules/testing/testing.ts";
import { legacyDiskController as rule } from "./legacy-disk-controller.ts";

const scsi = disk("scsi0", "local-zfs:vm-4107-disk-0");
const workbench = vm("4107", "workbench", { disks: [scsi] });

describeRule(
  rule,
  { guests: [workbench] },
  {
    fails: {
      "no scsihw line means LSI on Proxmox": [
        {},
        { severity: "medium", subject: "workbench (VM 4107)", observed: "scsi0 on lsi, the default where no scsihw is set" },
      ],
      "said in so many words": [{ guests: [{ ...workbench, scsiController: "lsi53c810" }] }, "medium"],
      "an IDE disk is a small one": [{ guests: [vm("1", "w", { disks: [disk("ide0", "local:1/vm.qcow2")] })] }, "low"],
      "SATA of libvirt": [{ guests: [guest("win", { disks: [disk("sda", "/srv/win.qcow2", { bus: "sata" })] })] }, "low"],
      "LSI of libvirt": [
        { guests: [guest("db", { scsiController: "lsilogic", disks: [disk("sda", "/srv/db.qcow2", { bus: "scsi" })] })] },
        { severity: "medium", remedy: expect.objectContaining({ verify: "virsh -r dumpxml --inactive db" }) },
      ],
      "the state is not known": [{ guests: [{ ...workbench, running: null }] }, "medium"],
    },
    passes: {
      "virtio-scsi-single": { guests: [{ ...workbench, scsiController: "virtio-scsi-single" }] },
      "virtio-scsi-pci": { guests: [{ ...workbench, scsiController: "virtio-scsi-pci" }] },
      "virtio-scsi of libvirt": { guests: [guest("db", { scsiController: "virtio-scsi", disks: [disk("sda", "/a", { bus: "scsi" })] })] },
      "libvirt's SCSI controller without a model": { guests: [guest("db", { disks: [disk("sda", "/a", { bus: "scsi" })] })] },
      "pvscsi is paravirtual": { guests: [{ ...workbench, scsiController: "pvscsi" }] },
      "a virtio disk": { guests: [vm("1", "w", { disks: [disk("virtio0", "local-lvm:vm-1-disk-0")] })] },
      "an installer's drive": { guests: [vm("1", "w", { disks: [disk("ide2", "local:iso/a.iso", { media: "cdrom" })] })] },
      "a guest that is off": { guests: [{ ...workbench, running: false }] },
      "a template": { guests: [{ ...workbench, template: true }] },
      "a container": { guests: [container("101", "proxy", { disks: [disk("rootfs", "local-zfs:subvol", { bus: null })] })] },
    },
  },
);
