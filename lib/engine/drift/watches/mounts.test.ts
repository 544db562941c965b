import { describeDrift } from "#lib/engine/drift/drift-testing.ts";
import { fstab, mount, mountUnit } from "#lib/rules/testing/testing.ts";

const root = mount("/", "xfs", "/dev/sda3");
const nas = mount("/mnt/nas/vms", "nfs4", "nas-01:/volume1/vms", "rw,vers=4.2,clientaddr=10.0.0.1");
const line = "nas-01:/volume1/vms /mnt/nas/vms nfs defaults,_netdev 0 0";

describeDrift("mounts", {
  "the client asks from another address": [
    { mounts: [root, nas] },
    { mounts: [mount("/mnt/nas/vms", "nfs4", "nas-01:/volume1/vms", "rw,vers=4.2,clientaddr=10.0.0.9"), root] },
  ],
  "one is gone": [
    { mounts: [root, nas] },
    { mounts: [root] },
    "mount /mnt/nas/vms is gone (nfs4 from nas-01:/volume1/vms); its directory now lies on / (xfs)",
  ],
  "one is new": [
    { mounts: [root] },
    { mounts: [root, nas] },
    "mount /mnt/nas/vms is new (type nfs4, from nas-01:/volume1/vms, access read and write)",
  ],
  "the kernel made it read only": [
    { mounts: [mount("/", "xfs", "/dev/sda3", "rw")] },
    { mounts: [mount("/", "xfs", "/dev/sda3", "ro")] },
    "mount /: access read and write → read only",
  ],
  "another server in its place": [
    { mounts: [nas] },
    { mounts: [mount("/mnt/nas/vms/", "nfs4", "10.0.0.7:/volume1/vms", "rw,vers=4.2")] },
    "mount /mnt/nas/vms/: from nas-01:/volume1/vms → 10.0.0.7:/volume1/vms",
  ],
  "what containers and the kernel mount for themselves": [
    { mounts: [mount("/run/user/0", "tmpfs", "tmpfs"), mount("/var/lib/docker/overlay2/a", "overlay", "overlay")] },
    { mounts: [mount("/sys/kernel/tracing", "tracefs", "tracefs")] },
  ],
});

describeDrift("fstab", {
  "comments, blanks, order": [
    { fstab: fstab("# old", line, "UUID=1 / xfs defaults 0 1") },
    { fstab: fstab("UUID=1   /  xfs defaults 0 1", line) },
  ],
  "a line, not mounted yet": [
    { fstab: fstab(), mounts: [root] },
    { fstab: fstab(line), mounts: [root] },
    "fstab line of /mnt/nas/vms is new (from nas-01:/volume1/vms, type nfs, options _netdev, defaults) (at the next reboot)",
  ],
  "a line, mounted by hand": [
    { fstab: fstab(), mounts: [root, nas] },
    { fstab: fstab(line), mounts: [root, nas] },
    "fstab line of /mnt/nas/vms is new (from nas-01:/volume1/vms, type nfs, options _netdev, defaults)",
  ],
  "an option": [
    { fstab: fstab(line), mounts: [nas] },
    { fstab: fstab(line.replace("_netdev", "_netdev,nofail")), mounts: [nas] },
    "fstab line of /mnt/nas/vms: options _netdev, defaults → _netdev, defaults, nofail (at the next reboot)",
  ],
  "a line was commented out": [
    { fstab: fstab(line), mounts: [nas] },
    { fstab: fstab(`#${line}`), mounts: [nas] },
    "fstab line of /mnt/nas/vms is commented out (at the next reboot)",
  ],
  "two swaps are two lines": [
    { fstab: fstab("/dev/a none swap sw 0 0", "/dev/b none swap sw 0 0") },
    { fstab: fstab("/dev/b none swap sw 0 0"), mounts: [] },
    "fstab line of swap /dev/a is gone (from /dev/a, type swap, options sw)",
  ],
});

describeDrift("mount units", {
  "one timed out": [
    { mountUnits: [mountUnit("/mnt/nas")] },
    { mountUnits: [mountUnit("/mnt/nas", { activeState: "failed", result: "timeout" })] },
    "unit mnt-nas.mount: state active → failed and result success → timeout",
  ],
  "one for a mount by hand comes and goes with it": [{ mountUnits: [mountUnit("/mnt/nas", { fragmentPath: null })] }, { mountUnits: [] }],
});
