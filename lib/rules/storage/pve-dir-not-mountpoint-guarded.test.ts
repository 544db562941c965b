import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { fstab, identity, mount, storage } from "#lib/rules/testing/testing.ts";
import { pveDirNotMountpointGuarded as rule } from "./pve-dir-not-mountpoint-guarded.ts";

const root = mount("/", "ext4", "/dev/mapper/pve-root");
const dir = (over = {}) => ({ storages: [storage("local2", "dir", { path: "/srv/local/vz", ...over })] });

describeRule(
  rule,
  {
    ...dir(),
    fstab: fstab("UUID=5f1a /srv/local ext4 defaults,nofail 0 2"),
    mounts: [root, mount("/srv/local", "ext4", "/dev/sdb")],
    identity: identity({ hostname: "pve.example.net", system: "proxmox" }),
  },
  {
    fails: {
      "a disk of fstab, with the command": [
        {},
        {
          severity: "high",
          subject: "local2",
          title: "Storage local2 writes to the root disk when /srv/local is not mounted",
          observed: "local2 is /srv/local/vz on the mount /srv/local, without is_mountpoint",
          remedy: {
            steps: ["`pvesm set local2 --is_mountpoint /srv/local`"],
            risk: rule.remedy.risk,
            verify: "grep -A 8 -E '^(dir|btrfs): (local2)$' /etc/pve/storage.cfg",
          },
        },
      ],
      "the mount is missing now": [{ mounts: [root] }, "high"],
      "a mount by hand": [{ fstab: fstab() }, "high"],
      "an NFS line of fstab": [{ fstab: fstab("nas:/a /srv/local nfs nofail 0 0"), mounts: [root] }, "high"],
      "a dataset of another pool": [
        { ...dir({ path: "/tank/vz" }), mounts: [mount("/", "zfs", "rpool/ROOT/pve-1"), mount("/tank", "zfs", "tank")] },
        "high",
      ],
      "is_mountpoint no": [dir({ isMountPoint: "no" }), "high"],
      "a line that is mounted by hand only": [{ fstab: fstab("UUID=5f1a /srv/local ext4 noauto 0 2"), mounts: [root] }, "high"],
      "low where only the place looks like a mount": [
        { ...dir({ path: "/mnt/usb/vz" }), fstab: fstab(), mounts: [root] },
        {
          severity: "low",
          confidence: "suspected",
          title: "Storage local2 lies on the root disk, although /mnt/usb/vz looks like the place of a mount",
        },
      ],
      "two storages of one mount together": [
        { storages: [storage("a", "dir", { path: "/srv/local/a" }), storage("b", "btrfs", { path: "/srv/local" })] },
        { subject: "a and b", observed: "a is /srv/local/a and b is /srv/local on the mount /srv/local, without is_mountpoint" },
      ],
    },
    passes: {
      "is_mountpoint 1": dir({ isMountPoint: "yes" }),
      "is_mountpoint with the path of the mount": dir({ isMountPoint: "/srv/local" }),
      disabled: dir({ enabled: false }),
      "not for this node": dir({ nodes: ["other"] }),
      "a share that the plugin mounts": { storages: [storage("nas", "nfs", { path: "/mnt/pve/nas" })] },
      "/var/lib/vz": { ...dir({ path: "/var/lib/vz" }), mounts: [root, mount("/var/lib/vz", "zfs", "rpool/var-lib-vz")] },
      "a dataset of the pool that the root lies in": {
        ...dir({ path: "/rpool/backup" }),
        mounts: [mount("/", "zfs", "rpool/ROOT/pve-1"), mount("/rpool/backup", "zfs", "rpool/backup")],
      },
      "a directory of the root disk": { ...dir({ path: "/data/vz" }), fstab: fstab() },
      "a directory of /var, without which the host does not work": {
        ...dir({ path: "/var/images" }),
        mounts: [root, mount("/var", "ext4", "/dev/sda5")],
      },
      "an automount fails instead": { fstab: fstab("nas:/a /srv/local nfs nofail,x-systemd.automount 0 0"), mounts: [root] },
    },
    notApplicable: { "a libvirt host": { storages: [storage("default", "dir", { platform: "libvirt", path: "/srv/local" })] } },
  },
);
