import { since, thisBoot } from "#lib/rules/testing/change-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice } from "#lib/rules/testing/storage-testing.ts";
import { disk, fstab, guest, mount, mountUnit, storage } from "#lib/rules/testing/testing.ts";
import { mountDisappeared } from "./mount-disappeared.ts";

const root = mount("/", "ext4", "/dev/sda1");
const nas = mount("/mnt/nas/vms", "nfs4", "10.0.0.7:/vms");
const was = (...mounts: ReturnType<typeof mount>[]) => since({ mounts: [root, ...mounts] });

describeRule(
  mountDisappeared,
  { identity: thisBoot, mounts: [root], guests: [guest("a", { disks: [disk("vda", "/mnt/nas/vms/a.qcow2")] })], ...was(nas) },
  {
    fails: {
      "a guest's disk lies on it": [
        {},
        { severity: "high", subject: "/mnt/nas/vms", observed: "10.0.0.7:/vms (nfs4) was mounted before; used by a" },
      ],
      "a storage lies on it, fstab asks for it, its unit failed": [
        {
          guests: [],
          storages: [storage("nas", "dir", { path: "/mnt/nas/vms/pve" })],
          fstab: fstab("10.0.0.7:/vms /mnt/nas/vms nfs4 defaults 0 0"),
          mountUnits: [mountUnit("/mnt/nas/vms", { result: "timeout" })],
        },
        {
          severity: "high",
          observed:
            "10.0.0.7:/vms (nfs4) was mounted before, line 1 of fstab still asks for it, its unit ended with timeout; used by storage nas",
        },
      ],
      "nobody uses it": [{ guests: [] }, { severity: "low" }],
      "a subvolume of btrfs": [was({ ...mount("/mnt/nas/vms", "btrfs", "/dev/sdb"), root: "/@data" }), "high"],
    },
    passes: {
      same: { mounts: [root, nas] },
      "another source in its place": { mounts: [root, mount("/mnt/nas/vms", "nfs4", "10.0.0.8:/vms")] },
      "autofs idle": { mounts: [root, mount("/mnt/nas/vms", "autofs", "systemd-1")] },
      "paths of kubelet, docker and snap": was(
        mount("/var/lib/kubelet/pods/1/volumes/x", "nfs4", "10.0.0.7:/pv"),
        mount("/var/lib/docker/volumes/x", "nfs4", "10.0.0.7:/d"),
        mount("/snap/core/1", "squashfs", "/dev/loop1"),
      ),
      "/run/user and other file systems of the kernel": was(mount("/run/user/0", "tmpfs", "tmpfs"), mount("/sys/x", "cgroup2", "cgroup2")),
      "a medium that was taken out": {
        ...was(mount("/mnt/usb", "ext4", "/dev/sdz1")),
        blockDevices: [blockDevice("sdz1", { removable: true })],
      },
      "the volume of a container that was destroyed, the snapshot of a backup": was(
        mount("/rpool/data/subvol-101-disk-0", "zfs", "rpool/data/subvol-101-disk-0"),
        mount("/mnt/vzsnap0", "ext4", "/dev/pve/snap"),
      ),
      "/media": was(mount("/media/stick", "vfat", "/dev/sdz1")),
      "bind mounts": was({ ...mount("/srv/bind", "ext4", "/dev/sda1"), root: "/data" }),
      "a storage that was disabled": {
        ...was(mount("/mnt/pve/old", "nfs4", "10.0.0.9:/old")),
        storages: [storage("old", "nfs", { enabled: false })],
      },
    },
    notApplicable: { "another machine": since({ mounts: [root, nas] }, { machineId: "m-2" }) },
    unknown: { "mounts were not read before": since({}) },
  },
);
