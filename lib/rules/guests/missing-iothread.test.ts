import { vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { disk, guest } from "#lib/rules/testing/testing.ts";
import { missingIothread as rule } from "./missing-iothread.ts";

const slow = disk("scsi0", "local-zfs:vm-4107-disk-0", { ioThread: false });
const workbench = vm("4107", "workbench", { cores: 8, disks: [slow] });

describeRule(
  rule,
  { guests: [workbench] },
  {
    fails: {
      "one guest is named": [
        {},
        {
          severity: "low",
          subject: "workbench (VM 4107)",
          observed: "no iothread on 1 disk of 1 guest with 4 processors or more: workbench (VM 4107): scsi0",
        },
      ],
      "several guests are one finding": [{ guests: [workbench, vm("4108", "b", { cores: 4, disks: [slow] })] }, { subject: "2 guests" }],
    },
    passes: {
      "with a thread": { guests: [vm("1", "a", { cores: 8, disks: [disk("scsi0", "a:b")] })] },
      "a small guest": { guests: [{ ...workbench, cores: 2 }] },
      "an installer's drive and the disk of cloud-init": {
        guests: [{ ...workbench, disks: [disk("ide2", "local:cloudinit", { ioThread: false, media: "cdrom" })] }],
      },
      "libvirt, where nobody sets it": {
        guests: [guest("db", { cores: 8, disks: [disk("vda", "/a", { bus: "virtio", ioThread: false })] })],
      },
      "a guest that is off": { guests: [{ ...workbench, running: false }] },
    },
  },
);
