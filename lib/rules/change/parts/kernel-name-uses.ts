import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";
import { kernelDisk } from "#lib/rules/shared/kernel-disk-names.ts";

/** Places that ask for a disk by the name that the kernel gave it in order of discovery. */
export function usesOfKernelNames({
  fstab,
  guests,
  storages,
}: { [K in "fstab" | "guests" | "storages"]: Facts[K] | undefined }): { text: string; at: Cite }[] {
  const isKernelName = (path: string | null) => path !== null && kernelDisk(path) !== null;
  return [
    ...(fstab?.entries ?? [])
      .filter(({ device }) => isKernelName(device))
      .map(({ device, at }) => ({ text: `${device} in line ${at.line} of fstab`, at })),
    ...(guests ?? []).flatMap((guest) =>
      guest.disks.filter(({ path }) => isKernelName(path)).map(({ path, at }) => ({ text: `${path} of ${guest.name}`, at })),
    ),
    ...(storages ?? [])
      .filter(({ path, enabled }) => enabled && isKernelName(path))
      .map(({ id, path, at }) => ({ text: `${path} of storage ${id}`, at })),
  ];
}
