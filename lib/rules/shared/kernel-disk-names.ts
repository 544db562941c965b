/** A disk or partition by the name that the kernel gave it in order of discovery; by-id, mapper, LVM and md names stay the same. */
const kernelName = /^\/dev\/((?:sd|hd|vd|xvd)[a-z]+|nvme\d+n\d+)(?:p?\d+)?$/;

/** The whole disk of a kernel name: "sdb" of "/dev/sdb1", "nvme0n1" of "/dev/nvme0n1p2"; null for any other spelling. */
export function kernelDisk(device: string): string | null {
  return kernelName.exec(device)?.[1] ?? null;
}
