import type { DeclaredMount } from "./declared-mounts.ts";
import { optionValues } from "./fstab-options.ts";
import { serversOf } from "./network-servers.ts";
import { deepestHolding, isAtOrBelow, normalPath } from "./paths.ts";

/** A mount without which local-fs.target fails, and what it needs from another machine. */
export interface EmergencyChain {
  mount: DeclaredMount;
  /** The network mount below it; null where the mount itself is the remote thing (RBD, rclone). */
  remote: DeclaredMount | null;
  /** From the target to the server: "local-fs.target → /srv/images → /mnt/nas → nas". */
  path: string;
}

/** FUSE programs that talk to a server and that systemd takes for local (only sshfs, ceph, glusterfs, davfs are known to it). */
const remoteFuse = /^(rclone|s3fs|goofys|gcsfuse|blobfuse2?|mountpoint-s3|curlftpfs|sshfs|juicefs|seaweedfs|cvmfs2?|mfs|moosefs)$/;

/** Block devices that another machine serves: RBD, NBD, and iSCSI by its udev path name. */
const networkBlock = /^\/dev\/(rbd|nbd|disk\/by-path\/ip-)/;

/** Mounts that send the host to emergency mode when a server is away: local-fs.target has OnFailure=emergency.target (systemd.special(7)). */
export function emergencyChains(mounts: readonly DeclaredMount[]): EmergencyChain[] {
  return mounts.flatMap((mount) => {
    if (!mount.requiredBy.includes("local-fs.target")) return [];
    if (mount.network) return [chain(mount, null, [...serversOf(mount), mount.device].slice(0, 1))];
    if (networkBlock.test(mount.device)) return [chain(mount, null, [mount.device])];
    if (remoteFuse.test(fuseProgram(mount))) return [chain(mount, null, [`${fuseProgram(mount)} ${mount.device}`])];
    const hops = neededPaths(mount)
      .flatMap((path) => hopsToRemote(path, mounts, [mount]))
      .slice(0, 1);
    return hops.map((found) =>
      chain(
        mount,
        found.at(-1) ?? null,
        found.flatMap((hop, index) => [hop.mountPoint, ...(index === found.length - 1 ? serversOf(hop) : [])]),
      ),
    );
  });
}

/** The network mount that a path lies on, straight or through bind mounts; undefined for a local path. */
export function remoteBelow(path: string, mounts: readonly DeclaredMount[]): DeclaredMount | undefined {
  return hopsToRemote(path, mounts, [])[0]?.at(-1);
}

function chain(mount: DeclaredMount, remote: DeclaredMount | null, rest: readonly string[]): EmergencyChain {
  return { mount, remote, path: ["local-fs.target", mount.mountPoint, ...rest].join(" → ") };
}

/** Zero or one list of mounts that lead from a path to a network mount. */
function hopsToRemote(path: string, mounts: readonly DeclaredMount[], seen: readonly DeclaredMount[]): DeclaredMount[][] {
  const others = mounts.filter((candidate) => !seen.includes(candidate) && candidate.mountPoint !== "/");
  const holder = deepestHolding(path, others, (candidate) => candidate.mountPoint);
  if (holder === undefined) return [];
  if (holder.network) return [[holder]];
  const [further] = neededPaths(holder).flatMap((inner) => hopsToRemote(inner, mounts, [...seen, holder]));
  return further === undefined ? [] : [[holder, ...further]];
}

/** Paths that systemd must have mounted before this mount: its source, its own place, and what its options name. */
function neededPaths(mount: DeclaredMount): string[] {
  const { options, device } = mount;
  const layers = ["lowerdir", "lowerdir+", "upperdir", "workdir"]
    .flatMap((name) => optionValues(options, name))
    .flatMap((list) => list.split(":"));
  const required = ["x-systemd.requires", "x-systemd.requires-mounts-for"].flatMap((name) => optionValues(options, name));
  const branches = device.startsWith("/") && !isAtOrBelow(device, "/dev") ? device.split(":") : [];
  const parent = normalPath(mount.mountPoint).replace(/\/[^/]*$/, "");
  return [...branches, ...layers, ...required, parent].filter((path) => path.startsWith("/"));
}

/** "s3fs" of type fuse.s3fs, of type s3fs, or of device s3fs#bucket with type fuse. */
function fuseProgram(mount: DeclaredMount): string {
  if (mount.type === "fuse") return /^([^#]+)#/.exec(mount.device)?.[1] ?? "";
  return mount.type.replace(/^fuse\./, "");
}
