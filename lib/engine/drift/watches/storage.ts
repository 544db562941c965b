import { watch } from "#lib/engine/drift/watch.ts";
import { diskIdentity, knownDisks } from "#lib/rules/shared/disk-identity.ts";
import { sizeOf } from "#lib/rules/shared/sizes.ts";

const disks = watch({
  fact: "blockDevices",
  kind: "disk",
  group: "storage",
  weight: 1,
  things: (devices) =>
    knownDisks(devices).map((disk) => ({
      key: diskIdentity(disk),
      name: `disk ${disk.serial ?? disk.wwn}`,
      says: {
        "kernel name": disk.name,
        size: disk.sizeBytes === null ? undefined : sizeOf(disk.sizeBytes),
        model: disk.model ?? undefined,
        "read only": disk.readOnly ?? undefined,
      },
      at: [disk.at],
    })),
});

const fileSystems = watch({
  fact: "fileSystems",
  kind: "file system",
  group: "storage",
  comesAndGoes: true,
  things: (all) =>
    all.map(({ mountPoint, device, sizeBytes, at }) => ({
      key: mountPoint,
      name: `file system of ${mountPoint}`,
      says: { size: sizeOf(sizeBytes), device },
      at: [at],
    })),
});

const logicalVolumes = watch({
  fact: "logicalVolumes",
  kind: "volume",
  group: "storage",
  things: (volumes) =>
    volumes.map(({ name, group, sizeBytes, pool, at }) => ({
      key: `${group}/${name}`,
      name: `LVM volume ${group}/${name}`,
      says: { size: sizeOf(sizeBytes), "in pool": pool },
      at: [at],
    })),
});

const pools = watch({
  fact: "zfs",
  kind: "pool",
  group: "storage",
  weight: 1,
  things: (zfs) =>
    zfs.pools.map(({ name, state, errors, cacheFile, sizeBytes, at, cacheFileAt }) => ({
      key: name,
      name: `ZFS pool ${name}`,
      says: {
        state,
        errors: errors ?? undefined,
        "cache file": cacheFile ?? undefined,
        size: sizeBytes === null ? undefined : sizeOf(sizeBytes),
      },
      at: [at, cacheFileAt],
    })),
});

const poolMembers = watch({
  fact: "zfs",
  kind: "pool member",
  group: "storage",
  weight: 1,
  partOf: "pool",
  things: (zfs) =>
    zfs.pools.flatMap((pool) =>
      pool.vdevs.map(({ name, role, state, parent, note, at }) => ({
        key: `${pool.name} ${parent ?? ""} ${name}`,
        within: pool.name,
        name: `${name} of ZFS pool ${pool.name}`,
        says: { state, role, note },
        at: [at],
      })),
    ),
});

const arrays = watch({
  fact: "raid",
  kind: "array",
  group: "storage",
  weight: 1,
  things: (raid) =>
    raid.arrays.map(({ name, level, state, membersWorking, membersWanted, faulty, at }) => ({
      key: name,
      name: `RAID array ${name}`,
      says: {
        state,
        "members working": membersWorking === null ? undefined : `${membersWorking} of ${membersWanted ?? "?"}`,
        faulty,
        level: level ?? undefined,
      },
      at: [at],
    })),
});

const raidDisks = watch({
  fact: "raid",
  kind: "disk behind a controller",
  group: "storage",
  weight: 1,
  things: (raid) =>
    raid.disks.map(({ name, model, state, predictedFailure, at }) => ({
      key: name,
      name: `disk ${name} behind the RAID controller`,
      says: { state, "expected to fail": predictedFailure, model: model ?? undefined },
      at: [at],
    })),
});

const controllers = watch({
  fact: "raid",
  kind: "controller",
  group: "hardware",
  things: (raid) =>
    raid.controllers.map(({ name, ok, faults, at }) => ({
      key: name,
      name: `RAID controller ${name}`,
      says: { healthy: ok, faults: faults.map(({ text }) => text) },
      at: [...faults.map((fault) => fault.at), at],
    })),
});

const storages = watch({
  fact: "storages",
  kind: "storage",
  group: "storage",
  things: (all) =>
    all.map((storage) => ({
      key: `${storage.platform} ${storage.id}`,
      name: `storage ${storage.id}`,
      says: {
        type: storage.type,
        server: storage.server,
        export: storage.export,
        path: storage.path,
        enabled: storage.enabled,
        content: storage.content,
        nodes: storage.nodes ?? "all",
        "must be a mount point": storage.isMountPoint,
      },
      at: [storage.at],
    })),
});

const storageStates = watch({
  fact: "storageStatus",
  kind: "state of storage",
  group: "storage",
  weight: 1,
  comesAndGoes: true,
  things: (all) => all.map(({ id, status, at }) => ({ key: id, name: `storage ${id}`, says: { state: status }, at: [at] })),
});

export const storageWatches = [
  disks,
  fileSystems,
  logicalVolumes,
  pools,
  poolMembers,
  arrays,
  raidDisks,
  controllers,
  storages,
  storageStates,
];
