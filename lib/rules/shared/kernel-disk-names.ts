import type { Facts } from "#lib/facts/index.ts";

/** A disk or partition by the name that the kernel gave it in order of discovery; by-id, mapper, LVM and md names stay the same. */
const kernelName = /^\/dev\/((?:sd|hd|vd|xvd)[a-z]+|nvme\d+n\d+)(?:p?\d+)?$/;

/** The whole disk of a kernel name: "sdb" of "/dev/sdb1", "nvme0n1" of "/dev/nvme0n1p2"; null for any other spelling. */
export function kernelDisk(device: string): string | null {
  return kernelName.exec(device)?.[1] ?? null;
}

/** The only disk, the one virtual disk of a guest, or the one NVMe disk of a host keeps its name as long as it stays the only one. */
export function isOnlyDisk(
  disk: string,
  facts: Pick<Facts, "fstab" | "identity"> & { [K in "mounts" | "pciDevices" | "blockDevices"]?: Facts[K] | undefined },
): boolean {
  const disks = facts.blockDevices?.filter(({ name, sizeBytes }) => kernelDisk(`/dev/${name}`) === name && sizeBytes !== 0);
  if (disks?.length === 1) return disks[0]?.name === disk;
  const sources = [...facts.fstab.entries.map((entry) => entry.device), ...(facts.mounts ?? []).map((mount) => mount.source)];
  if (sources.some((source) => (kernelDisk(source) ?? disk) !== disk)) return false;
  const isVirtual = facts.identity.virtualization !== null && facts.identity.virtualization !== "none";
  const nvmeControllers = facts.pciDevices?.filter((device) => device.classId === "0108").length;
  return (isVirtual && /^(vd|xvd)a$/.test(disk)) || (disk.startsWith("nvme") && nvmeControllers === 1);
}
