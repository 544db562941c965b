import { describeDrift } from "#lib/engine/drift/drift-testing.ts";
import { ceph, cephCheck, cephOsd, cephPool } from "#lib/rules/testing/cluster-testing.ts";
import { raid, raidArray } from "#lib/rules/testing/hardware-testing.ts";
import { blockDevice, fileSystem, pool, storageState, vdev, volume } from "#lib/rules/testing/storage-testing.ts";
import { storage } from "#lib/rules/testing/testing.ts";

const gibibyte = 1024 ** 3;
const drive = (name: string, serial: string | null, over = {}) => blockDevice(name, { serial, ...over });

describeDrift("disks and volumes", {
  "the kernel counted in another order": [
    { blockDevices: [drive("sda", "X"), drive("sdb", "Y")] },
    { blockDevices: [drive("sdb", "X"), drive("sda", "Y")] },
    "disk X: kernel name sda → sdb",
    "disk Y: kernel name sdb → sda",
  ],
  "a disk is gone": [
    { blockDevices: [drive("sda", "X"), drive("sdb", "Y")] },
    { blockDevices: [drive("sda", "X")] },
    "disk Y is gone (kernel name sdb, size 1000 GiB)",
  ],
  "disks that have no identity": [{ blockDevices: [drive("sda", null)] }, { blockDevices: [drive("sdb", null)] }],
  "a file system is fuller": [{ fileSystems: [fileSystem("/", 41)] }, { fileSystems: [fileSystem("/", 93)] }],
  "a file system was grown": [
    { fileSystems: [fileSystem("/", 41)] },
    { fileSystems: [fileSystem("/", 41, { sizeBytes: 200 * gibibyte })] },
    "file system of /: size 100 GiB → 200 GiB",
  ],
  "a volume fills": [{ logicalVolumes: [volume("data", { dataPercent: 41 })] }, { logicalVolumes: [volume("data", { dataPercent: 97 })] }],
  "a pool loses a member": [
    { zfs: { pools: [pool("tank", { vdevs: [vdev("/dev/a"), vdev("/dev/b")] })] } },
    { zfs: { pools: [pool("tank", { state: "DEGRADED", vdevs: [vdev("/dev/a"), vdev("/dev/b", { state: "FAULTED" })] })] } },
    "/dev/b of ZFS pool tank: state ONLINE → FAULTED",
    "ZFS pool tank: state ONLINE → DEGRADED",
  ],
  "a pool is fuller, a scrub ran": [
    { zfs: { pools: [pool("tank", { usePercent: 40, scan: "none requested" })] } },
    { zfs: { pools: [pool("tank", { usePercent: 80, scan: "scrub repaired 0B" })] } },
  ],
  "a pool is gone with its members": [
    { zfs: { pools: [pool("tank", { vdevs: [vdev("/dev/a")], sizeBytes: null }), pool("rpool")] } },
    { zfs: { pools: [pool("rpool")] } },
    "ZFS pool tank is gone (state ONLINE, errors No known data errors, cache file default)",
  ],
  "an array rebuilds": [
    { raid: raid({ arrays: [raidArray("md0")] }) },
    { raid: raid({ arrays: [raidArray("md0", { state: "rebuilding", membersWorking: 1 })] }) },
    "RAID array md0: state ok → rebuilding and members working 2 of 2 → 1 of 2",
  ],
});

describeDrift("storages", {
  "one cannot be used any more": [
    { storageStatus: [storageState("nas", "nfs", "active")] },
    { storageStatus: [storageState("nas", "nfs", "inactive", { usedBytes: 0 })] },
    "storage nas: state active → inactive",
  ],
  "a server by address": [
    { storages: [storage("nas", "nfs", { server: "nas-01" })] },
    { storages: [storage("nas", "nfs", { server: "10.0.0.7" })] },
    "storage nas: server nas-01 → 10.0.0.7",
  ],
  "one was taken out": [
    { storages: [storage("nas", "nfs", { server: "nas-01" }), storage("local", "dir")] },
    { storages: [storage("local", "dir")] },
    "storage nas is gone (type nfs, server nas-01, enabled)",
  ],
});

describeDrift("Ceph", {
  "how full it is": [
    { ceph: ceph({ checks: [cephCheck("OSD_NEARFULL", "1 nearfull osd", { details: ["osd.1"] })] }) },
    {
      ceph: ceph({
        osds: [0, 1, 2, 3, 4, 5].map((id) => cephOsd(id, { usedPercent: 70 })),
        checks: [cephCheck("OSD_NEARFULL", "2 nearfull osd")],
      }),
    },
  ],
  "an OSD is down": [
    { ceph: ceph() },
    {
      ceph: ceph({
        health: "HEALTH_WARN",
        osds: [0, 1, 2, 3, 4, 5].map((id) => cephOsd(id, { up: id !== 4 })),
        checks: [cephCheck("OSD_DOWN", "1 osds down")],
      }),
    },
    "Ceph: health HEALTH_OK → HEALTH_WARN",
    "OSD 4: up yes → no",
    "complaint of Ceph OSD_DOWN is new (severity HEALTH_WARN)",
  ],
  "copies of a pool": [
    { ceph: ceph({ pools: [cephPool("vm", 3, 2)] }) },
    { ceph: ceph({ pools: [cephPool("vm", 3, 1)] }) },
    "Ceph pool vm: copies at least 2 → 1",
  ],
  "the tree was not told": [{ ceph: ceph() }, { ceph: ceph({ osds: null, pools: null }) }],
});
