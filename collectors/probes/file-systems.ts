import { defineProbe } from "#collectors/probe.ts";
import { fileSystemRows } from "./parse/df.ts";
import { firstSuccess } from "./parse/sections.ts";

/** `-l` leaves out what another machine serves; these either look local to df and may hang, or hold no data. */
const left = "tmpfs devtmpfs overlay squashfs iso9660 nfs nfs4 cifs smb3 ceph 9p virtiofs fuse fuse.ceph fuse.glusterfs fuse.sshfs";
const fuse = "fuse.rclone fuse.s3fs fuse.mergerfs fuse.lxcfs fuse.gvfsd-fuse fuse.portal fuse.juicefs fuse.mfs";
const without = `${left} ${fuse}`.split(" ").flatMap((type) => ["-x", type]);
const limits = { lane: "slow", timeoutSeconds: 10, optional: true } as const;

/** How full the host's own file systems are. Never without `-l`: a dead server would hold df up for ever. */
export const fileSystems = defineProbe({
  id: "file-systems",
  fact: "fileSystems",
  systems: ["linux"],
  sources: {
    space: { exec: ["df", "-l", "-P", "-T", ...without], ...limits },
    inodes: { exec: ["df", "-l", "-P", "-T", "-i", ...without], ...limits },
  },
  parse({ space, inodes }) {
    // df exits with 1 where the login may not look at one mount, and prints the others all the same.
    const rows = space.status === "ok" && space.exitStatus === 1 ? fileSystemRows(space) : [];
    if (rows.length === 0) rows.push(...fileSystemRows(firstSuccess([space], "file systems")));
    if (rows.length === 0) throw new Error(`${space.source} names no file system`);
    const counted = new Map(inodes.status === "ok" ? fileSystemRows(inodes).map((row) => [row.mountPoint, row]) : []);
    return rows.map((row) => ({
      mountPoint: row.mountPoint,
      device: row.device,
      type: row.type,
      sizeBytes: row.total * row.unit,
      availableBytes: row.available * row.unit,
      usedBytes: row.used * row.unit,
      usePercent: row.usePercent ?? 0,
      inodeUsePercent: counted.get(row.mountPoint)?.usePercent ?? null,
      at: row.at,
    }));
  },
});
