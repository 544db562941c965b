import type { Fstab, FstabEntry } from "#lib/facts/fstab.ts";
import type { Mount } from "#lib/facts/mounts.ts";

/** How a line of fstab stands to what is mounted. */
export type MountState = "mounted" | "not mounted" | "on demand" | "waits for first use" | "swap" | "not in fstab";

export interface MountPair {
  mountPoint: string;
  entry: FstabEntry | null;
  mount: Mount | null;
  state: MountState;
}

/** File systems that the system makes for itself; none of them belongs into fstab. */
const selfMade = new Set(
  (
    "autofs binfmt_misc bpf cgroup cgroup2 configfs debugfs devpts devtmpfs efivarfs fuse.lxcfs fusectl hugetlbfs mqueue nfsd " +
    "nsfs overlay proc pstore ramfs rpc_pipefs securityfs squashfs sysfs tmpfs tracefs fuse.gvfsd-fuse fuse.portal fuse.snapfuse"
  ).split(" "),
);

/**
 * Every line of fstab with the mount that came of it, then the mounts that no line asks for (those that the system makes for
 * itself left out). The last mount on a mount point is the one that counts: it hides the others.
 */
export function pairMounts(fstab: Pick<Fstab, "entries">, mounts: readonly Mount[]): MountPair[] {
  const byPoint = new Map(mounts.map((mount) => [mount.mountPoint, mount]));
  const listed = fstab.entries.map((entry): MountPair => {
    const mountPoint = trimSlash(entry.mountPoint);
    const mount = byPoint.get(mountPoint) ?? null;
    return { mountPoint: entry.mountPoint, entry, mount, state: stateOf(entry, mount) };
  });
  const asked = new Set(fstab.entries.map((entry) => trimSlash(entry.mountPoint)));
  const unlisted = [...byPoint.values()].filter((mount) => !asked.has(mount.mountPoint) && !selfMade.has(mount.type));
  return [...listed, ...unlisted.map((mount): MountPair => ({ mountPoint: mount.mountPoint, entry: null, mount, state: "not in fstab" }))];
}

function stateOf(entry: FstabEntry, mount: Mount | null): MountState {
  if (entry.type === "swap") return "swap";
  if (mount?.type === "autofs") return "waits for first use";
  if (mount !== null) return "mounted";
  return entry.options.includes("noauto") ? "on demand" : "not mounted";
}

function trimSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}
