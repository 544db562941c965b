import type { AnyRule } from "#lib/rules/rule.ts";
import { fstabEntryNotMounted } from "./fstab-entry-not-mounted.ts";
import { fstabUnknownDevice } from "./fstab-unknown-device.ts";
import { guestDiskSourceMissing } from "./guest-disk-source-missing.ts";
import { localFstabNoNofail } from "./local-fstab-no-nofail.ts";
import { localMountNeedsRemote } from "./local-mount-needs-remote.ts";
import { mountNotPersistent } from "./mount-not-persistent.ts";
import { netfsServerByHostname } from "./netfs-server-by-hostname.ts";
import { nfsDeviceTimeoutNoop } from "./nfs-device-timeout-noop.ts";
import { nfsFstabNoNofail } from "./nfs-fstab-no-nofail.ts";
import { nfsHardOnCriticalPath } from "./nfs-hard-on-critical-path.ts";
import { nfsSoftOnWritableData } from "./nfs-soft-on-writable-data.ts";
import { poolFullOrStaleSnapshots } from "./pool-full-or-stale-snapshots.ts";
import { pveDirNotMountpointGuarded } from "./pve-dir-not-mountpoint-guarded.ts";
import { pveStorageInactive } from "./pve-storage-inactive.ts";
import { remoteFsNotResponding } from "./remote-fs-not-responding.ts";
import { rootNearlyFull } from "./root-nearly-full.ts";
import { snapshotsStopped } from "./snapshots-stopped.ts";
import { unstableDeviceName } from "./unstable-device-name.ts";
import { zfsImportFragile } from "./zfs-import-fragile.ts";

/** Rules of the family `storage`, sorted by id; one line each. */
export const storageRules: readonly AnyRule[] = [
  fstabEntryNotMounted,
  fstabUnknownDevice,
  guestDiskSourceMissing,
  localFstabNoNofail,
  localMountNeedsRemote,
  mountNotPersistent,
  netfsServerByHostname,
  nfsDeviceTimeoutNoop,
  nfsFstabNoNofail,
  nfsHardOnCriticalPath,
  nfsSoftOnWritableData,
  poolFullOrStaleSnapshots,
  pveDirNotMountpointGuarded,
  pveStorageInactive,
  remoteFsNotResponding,
  rootNearlyFull,
  snapshotsStopped,
  unstableDeviceName,
  zfsImportFragile,
];
