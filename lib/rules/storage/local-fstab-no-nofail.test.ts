import { expect } from "vitest";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice } from "#lib/rules/testing/storage-testing.ts";
import { disk, fstab, guest, identity, mountUnit, storage } from "#lib/rules/testing/testing.ts";
import { localFstabNoNofail as rule } from "./local-fstab-no-nofail.ts";

const root = [
  blockDevice("sda"),
  blockDevice("sda3", { type: "part", parents: ["sda"] }),
  blockDevice("dm-0", { type: "lvm", path: "/dev/mapper/pve-root", parents: ["sda3"], mountPoints: ["/"] }),
  blockDevice("dm-1", { type: "lvm", path: "/dev/mapper/pve-images", parents: ["sda3"] }),
];
const data = (over = {}) => ({
  blockDevices: [...root, blockDevice("sdb", { uuid: "5F1A", model: "PERC H730", mountPoints: ["/srv/local"], ...over })],
});
const line = (options: string, mountPoint = "/srv/local", device = "UUID=5f1a") => ({
  fstab: fstab("/dev/mapper/pve-root / ext4 defaults 0 1", `${device} ${mountPoint} ext4 ${options} 0 2`),
});

describeRule(
  rule,
  { ...line("defaults"), ...data(), identity: identity() },
  {
    fails: {
      "the line, its disk and what to write": [
        {
          storages: [storage("local-srv", "dir", { path: "/srv/local/vz" })],
          guests: [guest("a", { disks: [disk("vda", "/srv/local/a.raw")] })],
        },
        {
          severity: "high",
          subject: "/srv/local",
          observed: "line 2 of /etc/fstab without nofail, on sdb (PERC H730, 1000 GiB, sata); 1 guest disk below; storage local-srv below",
          remedy: expect.objectContaining({
            steps: [
              "Write line 2 of /etc/fstab as `UUID=5f1a /srv/local ext4 nofail,x-systemd.device-timeout=30s 0 2`",
              "`systemctl daemon-reload`",
            ],
          }),
        },
      ],
      "critical on a USB disk": [data({ transport: "usb" }), "critical"],
      "critical by kernel name": [line("defaults", "/srv/local", "/dev/sdb"), "critical"],
      "a native unit that local-fs.target requires": [
        {
          ...line("noauto"),
          mountUnits: [
            mountUnit("/srv/local", {
              fragmentPath: "/etc/systemd/system/srv-local.mount",
              sourcePath: null,
              type: "ext4",
              what: "/dev/sdb",
              requiredBy: ["local-fs.target"],
            }),
          ],
        },
        { observed: expect.stringContaining("srv-local.mount without nofail") },
      ],
    },
    passes: {
      "the catalogue's sound line": line("defaults,nofail,x-systemd.device-timeout=30s"),
      noauto: line("noauto"),
      automount: line("x-systemd.automount"),
      "a path of the system itself": line("defaults", "/var/log"),
      "/home": line("defaults", "/home"),
      "a volume on the disk of the root": line("defaults", "/var/lib/libvirt/images", "/dev/pve/images"),
      "a btrfs subvolume of the disk of the root": {
        fstab: fstab("/dev/sda3 / btrfs subvol=@ 0 0", "/dev/sda3 /srv/data btrfs subvol=@data 0 0"),
      },
      "a partition beside the root": line("defaults", "/srv", "/dev/sda3"),
      swap: { fstab: fstab("UUID=5f1a none swap sw 0 0") },
      "a virtual file system": { fstab: fstab("proc /proc proc defaults 0 0", "tmpfs /srv/tmp tmpfs size=1G 0 0") },
      "an iSCSI disk is another rule's": data({ transport: "iscsi" }),
      "a network disk waits for the network": line("_netdev"),
      "a device that nobody has is another rule's": line("defaults", "/srv/local", "UUID=dead"),
    },
    notApplicable: { "a container": { identity: identity({ virtualization: "lxc" }) } },
    unknown: { "another init": { identity: identity({ init: "other" }) } },
  },
);
