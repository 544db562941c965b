import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { fstab } from "#lib/rules/testing/testing.ts";
import { nfsDeviceTimeoutNoop as rule } from "./nfs-device-timeout-noop.ts";

const line = (options: string, type = "nfs", device = "10.50.1.70:/v") => ({ fstab: fstab(`${device} /mnt/v ${type} ${options} 0 0`) });

describeRule(rule, line("nofail,x-systemd.device-timeout=10"), {
  fails: {
    "the line with what it should say": [
      {},
      {
        severity: "low",
        subject: "/mnt/v",
        observed: "x-systemd.device-timeout= without x-systemd.mount-timeout= or retry= in line 1 of /etc/fstab",
        remedy: {
          steps: [
            "Write line 1 of /etc/fstab as `10.50.1.70:/v /mnt/v nfs nofail,x-systemd.mount-timeout=30,retry=0 0 0`",
            "`systemctl daemon-reload`",
          ],
          risk: rule.remedy.risk,
          verify: "systemctl show mnt-v.mount -p Id,TimeoutUSec",
        },
      },
    ],
    "lines of one server together": [
      {
        fstab: fstab("nas:/a /a nfs x-systemd.device-timeout=5 0 0", "nas:/b /b nfs4 nofail,x-systemd.device-timeout=5 0 0"),
      },
      { subject: "nas", title: "2 mounts of nas set a time limit that systemd ignores" },
    ],
    CIFS: [line("x-systemd.device-timeout=10", "cifs", "//nas/v"), "low"],
  },
  passes: {
    "a mount timeout instead": line("nofail,x-systemd.mount-timeout=30"),
    "both options": line("x-systemd.device-timeout=10,x-systemd.mount-timeout=30"),
    "mount.nfs has its own limit": line("x-systemd.device-timeout=10,retry=0"),
    "a block device": line("defaults,x-systemd.device-timeout=30s", "ext4", "UUID=5f1a"),
    "an iSCSI disk with _netdev": line("_netdev,nofail,x-systemd.device-timeout=120s", "xfs", "UUID=5f1a"),
    "a cluster file system lies on a device": line("_netdev,x-systemd.device-timeout=30s", "gfs2", "/dev/mapper/shared"),
    "mounted by hand only": line("noauto,x-systemd.device-timeout=10"),
    "no such option": line("defaults,_netdev"),
  },
});
