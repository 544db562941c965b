import type { BlockDevice } from "#lib/facts/block-devices.ts";
import { defineRule, NotApplicable, type Observation } from "#lib/rules/rule.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";

export const cephOsdOnUsb = defineRule({
  id: "cluster/ceph-osd-on-usb",
  title: "An OSD of Ceph lies on a disk behind USB",
  why: "A USB bridge resets under load and drops its disk: the OSD goes down, often at a reboot, and its data must be rebuilt from the others.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "hardware-fault"],
  likelihood: 2,
  impact: 3,
  needs: ["blockDevices"],
  wants: ["ceph", "names"],
  check({ blockDevices, ceph, names }): Observation[] {
    const osds = blockDevices.filter(isOsd);
    if (osds.length === 0) throw new NotApplicable("no OSD of Ceph lies on this host");
    const disks = blockDevices.filter((disk) => disk.type === "disk" && disk.transport === "usb" && holds(disk, osds, blockDevices));
    if (disks.length === 0) return [];
    const node = names?.nodeName.split(".")[0];
    const here = (ceph?.osds ?? []).filter((osd) => osd.host !== null && osd.host === node).map((osd) => `osd.${osd.id}`);
    return [
      {
        subject: listed(disks.map((disk) => disk.path)),
        key: disks
          .map((disk) => disk.serial ?? disk.wwn ?? disk.name)
          .sort()
          .join(" "),
        observed: `${listed(disks.map((disk) => `${disk.path} (${[disk.model, disk.serial].filter((text) => text !== null).join(", ")}) by USB`))} of ${counted(osds.length, "OSD disk")}${here.length > 0 ? `; OSDs of this host: ${listed(here, 12)}` : ""}`,
        expected: "SATA, SAS or NVMe",
        cite: [...disks.map((disk) => disk.at), ...osds.filter((osd) => holdsOne(disks, osd, blockDevices)).map((osd) => osd.at)].slice(
          0,
          maximumCites,
        ),
      },
    ];
  },
  remedy: {
    steps: [
      "`ceph-volume lvm list`: which OSD lies on the disk?",
      "`ceph osd out ID`, wait for `ceph osd safe-to-destroy ID`, then make the OSD anew on an internal disk.",
    ],
    risk: "Until the data has moved there is one copy less.",
    verify: "lsblk -o NAME,TRAN,FSTYPE",
  },
  postmortems: ["ceph-conf-host-ip-dead-switch", "hostid-mismatch-ghost-osd"],
  references: ["lsblk(8)", "https://docs.ceph.com/en/latest/start/hardware-recommendations/"],
});

/** BlueStore on a volume of LVM or on a whole partition, and the older FileStore by its mount point. */
function isOsd({ name, path, fsType, mountPoints }: BlockDevice): boolean {
  return (
    fsType === "ceph_bluestore" ||
    /osd--block--|osd-block-/.test(`${name} ${path}`) ||
    mountPoints.some((one) => one.startsWith("/var/lib/ceph/osd/"))
  );
}

function holdsOne(disks: readonly BlockDevice[], osd: BlockDevice, all: readonly BlockDevice[]): boolean {
  return disks.some((disk) => holds(disk, [osd], all));
}

/** Whether one of the devices lies on the disk, at any depth. */
function holds(disk: BlockDevice, devices: readonly BlockDevice[], all: readonly BlockDevice[]): boolean {
  const liesOn = (device: BlockDevice, depth: number): boolean =>
    device.name === disk.name ||
    (depth > 0 && device.parents.some((parent) => all.some((one) => one.name === parent && liesOn(one, depth - 1))));
  return devices.some((device) => liesOn(device, 8));
}
