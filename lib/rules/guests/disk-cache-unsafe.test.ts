import { vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { disk, guest } from "#lib/rules/testing/testing.ts";
import { diskCacheUnsafe as rule } from "./disk-cache-unsafe.ts";

const withCache = (cache: string | null, over = {}) =>
  vm("100", "app", { disks: [disk("scsi0", "local:100/vm.qcow2", { cache })], ...over });

describeRule(
  rule,
  { guests: [withCache("unsafe")] },
  {
    fails: {
      "the catalogue's example": [{}, { severity: "high", subject: "app (VM 100)", observed: "cache=unsafe on scsi0" }],
      "a domain of libvirt": [{ guests: [guest("db-27", { disks: [disk("vda", "/srv/db.qcow2", { cache: "unsafe" })] })] }, "high"],
      "writeback under a database is a suspicion": [
        { guests: [withCache("writeback", { name: "postgres-1" })] },
        { severity: "low", confidence: "suspected" },
      ],
    },
    passes: {
      "the catalogue's sound disk: no cache setting": { guests: [withCache(null)] },
      none: { guests: [withCache("none")] },
      directsync: { guests: [withCache("directsync")] },
      writethrough: { guests: [withCache("writethrough")] },
      "writeback under an ordinary guest": { guests: [withCache("writeback")] },
      "an installer's image": {
        guests: [vm("100", "app", { disks: [disk("ide2", "local:iso/a.iso", { media: "cdrom", cache: "unsafe" })] })],
      },
      "a guest that is thrown away": { guests: [withCache("unsafe", { tags: ["scratch"] })] },
      "a template": { guests: [withCache("unsafe", { template: true })] },
    },
  },
);
