import type { BlockDevice } from "#lib/facts/block-devices.ts";
import type { BlockedTask, BlockedTasks } from "#lib/facts/blocked-tasks.ts";
import type { FileSystem } from "#lib/facts/file-systems.ts";
import type { LogicalVolume } from "#lib/facts/logical-volumes.ts";
import type { StorageState } from "#lib/facts/storage-status.ts";
import type { Vdev, ZfsPool, ZfsSnapshots } from "#lib/facts/zfs.ts";
import { cite } from "./testing.ts";

/** Facts about disks for tests of rules, one line each. Nothing of the product imports this. */
const gibibyte = 1024 ** 3;

/** blockDevice("sdb", { uuid: "1" }): a whole SATA disk unless `over` says otherwise. */
export function blockDevice(name: string, over: Partial<BlockDevice> = {}): BlockDevice {
  return {
    name,
    path: `/dev/${name}`,
    type: "disk",
    parents: [],
    sizeBytes: 1000 * gibibyte,
    fsType: null,
    label: null,
    uuid: null,
    partUuid: null,
    partLabel: null,
    mountPoints: [],
    transport: (over.type ?? "disk") === "disk" ? "sata" : null,
    rotational: false,
    removable: false,
    readOnly: false,
    model: null,
    serial: null,
    wwn: null,
    byId: null,
    at: cite("lsblk", `{"name":"${name}"}`),
    ...over,
  };
}

/** fileSystem("/", 41): 100 GiB of ext4, so full in per cent. */
export function fileSystem(mountPoint: string, usePercent: number, over: Partial<FileSystem> = {}): FileSystem {
  const sizeBytes = over.sizeBytes ?? 100 * gibibyte;
  return {
    mountPoint,
    device: "/dev/mapper/pve-root",
    type: "ext4",
    sizeBytes,
    usedBytes: (sizeBytes * usePercent) / 100,
    availableBytes: (sizeBytes * (100 - usePercent)) / 100,
    usePercent,
    inodeUsePercent: null,
    at: cite("df -l", `/dev/mapper/pve-root ext4 ${usePercent}% ${mountPoint}`),
    ...over,
  };
}

/** pool("tank"): a healthy mirror, half full, imported by the cache file. */
export function pool(name: string, over: Partial<ZfsPool> = {}): ZfsPool {
  return {
    name,
    state: "ONLINE",
    status: null,
    messageId: null,
    scan: null,
    errors: "No known data errors",
    vdevs: [vdev("mirror-0", { kind: "mirror" }), ...["1", "2"].map((id) => vdev(`/dev/disk/by-id/ata-${id}`, { parent: "mirror-0" }))],
    sizeBytes: 1000 * gibibyte,
    allocatedBytes: 500 * gibibyte,
    usePercent: 50,
    cacheFile: "default",
    sizeAt: cite("zpool list", `${name}\t50`),
    cacheFileAt: cite("zpool get cachefile", `${name}\t-`),
    at: cite("zpool status -P", " state: ONLINE"),
    ...over,
  };
}

export function vdev(name: string, over: Partial<Vdev> = {}): Vdev {
  const errors = { readErrors: 0, writeErrors: 0, checksumErrors: 0 };
  return {
    name,
    role: "data",
    kind: "disk",
    parent: null,
    state: "ONLINE",
    ...errors,
    note: null,
    at: cite("zpool status -P", name),
    ...over,
  };
}

/** snapshots("tank/vms", "2025-08-02T00:00:00Z", 60): one snapshot of a dataset that alone holds so many GiB. */
export function snapshots(dataset: string, createdAt: string, usedGibibytes: number): ZfsSnapshots["datasets"][number] {
  const name = `${dataset}@before`;
  const one = { name, createdAt, usedBytes: usedGibibytes * gibibyte, at: cite("zfs list", name) };
  return { name: dataset, snapshots: 1, usedBytes: one.usedBytes, oldest: one, newest: one, previous: null, largest: one };
}

/** volume("data", { attributes: "twi-aotz--", dataPercent: 92 }) of the group pve. */
export function volume(name: string, over: Partial<LogicalVolume> = {}): LogicalVolume {
  const unset = { pool: null, dataPercent: null, metadataPercent: null };
  return { name, group: "pve", attributes: "-wi-ao----", sizeBytes: gibibyte, ...unset, at: cite("lvs", name), ...over };
}

/** storageState("nas", "nfs", "inactive"). */
export function storageState(id: string, type: string, status: string, over: Partial<StorageState> = {}): StorageState {
  return { id, type, status, sizeBytes: 0, usedBytes: 0, usePercent: 0, at: cite("pvesm status", `${id} ${type} ${status}`), ...over };
}

/** blockedTask("df", "rpc_wait_bit_killable", 83). */
export function blockedTask(comm: string, wchan: string | null, ageSeconds: number | null = null): BlockedTask {
  return { pid: 4711, comm, wchan, ageSeconds, at: cite("ps -eo", `4711 1 D ${ageSeconds ?? "-"} ${wchan} ${comm}`) };
}

export function blockedTasks(...tasks: BlockedTask[]): BlockedTasks {
  return { tasks, longTransfers: [], ioPressure: null };
}
