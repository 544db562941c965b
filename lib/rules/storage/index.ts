import type { AnyRule } from "#lib/rules/rule.ts";
import { fstabEntryNotMounted } from "./fstab-entry-not-mounted.ts";
import { guestDiskSourceMissing } from "./guest-disk-source-missing.ts";
import { localMountNeedsRemote } from "./local-mount-needs-remote.ts";
import { netfsServerByHostname } from "./netfs-server-by-hostname.ts";
import { nfsFstabNoNofail } from "./nfs-fstab-no-nofail.ts";
import { unstableDeviceName } from "./unstable-device-name.ts";

/** Rules of the family `storage`, sorted by id; one line each. */
export const storageRules: readonly AnyRule[] = [
  fstabEntryNotMounted,
  guestDiskSourceMissing,
  localMountNeedsRemote,
  netfsServerByHostname,
  nfsFstabNoNofail,
  unstableDeviceName,
];
