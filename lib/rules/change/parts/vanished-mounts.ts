import { compareBy } from "#lib/engine/drift/compare.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Mount, Mounts } from "#lib/facts/mounts.ts";
import { isDataMount } from "#lib/rules/shared/data-mounts.ts";
import { normalPath } from "#lib/rules/shared/paths.ts";

/** Mounts of data that were there and are gone, nothing else in their place, not taken away with a medium or with the storage that used them. */
export function vanishedMounts(
  before: Mounts,
  now: Mounts,
  { storages, blockDevices }: { [K in "storages" | "blockDevices"]: Facts[K] | undefined },
): Mount[] {
  const { removed } = compareBy(before.filter(isDataMount), now, ({ mountPoint }) => normalPath(mountPoint));
  const removable = new Set((blockDevices ?? []).filter((device) => device.removable === true).map(({ path }) => path));
  const inUse = storages?.filter(({ enabled }) => enabled).map(({ id }) => `/mnt/pve/${id}`);
  return removed.filter(({ mountPoint, source }) => {
    const retired = inUse !== undefined && mountPoint.startsWith("/mnt/pve/") && !inUse.includes(normalPath(mountPoint));
    return !retired && !removable.has(source);
  });
}
