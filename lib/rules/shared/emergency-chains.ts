import { type DeclaredMount, serverLabel } from "./declared-mounts.ts";
import { optionValues } from "./fstab-options.ts";
import { byDirectory, holderOf, isAtOrBelow, normalPath } from "./paths.ts";

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

/**
 * Mounts that send the host to emergency mode when a server is away: local-fs.target has OnFailure=emergency.target (systemd.special(7)).
 * `isServed` knows devices that another machine serves although their name does not say so: an iSCSI disk by its UUID.
 */
export function emergencyChains(mounts: readonly DeclaredMount[], isServed: (device: string) => boolean = () => false): EmergencyChain[] {
  const hopsFrom = remoteHops(mounts);
  return mounts.flatMap((mount) => {
    if (!mount.requiredBy.includes("local-fs.target")) return [];
    if (mount.network) return [chain(mount, null, [serverLabel(mount) ?? mount.device])];
    if (networkBlock.test(mount.device) || isServed(mount.device)) return [chain(mount, null, [mount.device])];
    if (remoteFuse.test(fuseProgram(mount))) return [chain(mount, null, [`${fuseProgram(mount)} ${mount.device}`])];
    const hops = hopsFrom(mount);
    const remote = hops.at(-1);
    return remote === undefined ? [] : [chain(mount, remote, [...hops.map((hop) => hop.mountPoint), serverLabel(remote) ?? remote.device])];
  });
}

/** Finds the network mount that a path lies on, straight or through bind mounts; undefined for a local path. */
export function remoteFinder(mounts: readonly DeclaredMount[]): (path: string) => DeclaredMount | undefined {
  const hopsFrom = remoteHops(mounts);
  const places = mountPlaces(mounts);
  return (path) => {
    const holder = holderOf(path, places);
    return holder === undefined || holder.network ? holder : hopsFrom(holder).at(-1);
  };
}

function chain(mount: DeclaredMount, remote: DeclaredMount | null, rest: readonly string[]): EmergencyChain {
  return { mount, remote, path: ["local-fs.target", mount.mountPoint, ...rest].join(" → ") };
}

/** The root holds every path and says nothing. */
function mountPlaces(mounts: readonly DeclaredMount[]): Map<string, DeclaredMount> {
  return byDirectory(
    mounts.filter((mount) => mount.mountPoint !== "/"),
    (mount) => mount.mountPoint,
  );
}

/** The mounts from one down to the network mount that carries it; empty for a local one. Searched from the servers up, so that loops end. */
function remoteHops(mounts: readonly DeclaredMount[]): (mount: DeclaredMount) => DeclaredMount[] {
  const places = mountPlaces(mounts);
  const pairs = mounts.flatMap((upper) => neededPaths(upper).map((path) => ({ upper, lower: holderOf(path, places) })));
  const uppers = new Map<DeclaredMount, DeclaredMount[]>();
  for (const { upper, lower } of pairs) {
    if (lower === undefined) continue;
    const known = uppers.get(lower);
    if (known === undefined) uppers.set(lower, [upper]);
    else known.push(upper);
  }
  const nearer = new Map<DeclaredMount, DeclaredMount>();
  const queue = mounts.filter((mount) => mount.network);
  for (const lower of queue) {
    for (const upper of uppers.get(lower) ?? []) {
      if (upper.network || nearer.has(upper)) continue;
      nearer.set(upper, lower);
      queue.push(upper);
    }
  }
  return (mount) => {
    const hops: DeclaredMount[] = [];
    for (let hop = nearer.get(mount); hop !== undefined; hop = nearer.get(hop)) hops.push(hop);
    return hops;
  };
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
