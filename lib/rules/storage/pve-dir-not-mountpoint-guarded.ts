import type { Storage } from "#lib/facts/storages.ts";
import { defineRule, NotApplicable, type Observation } from "#lib/rules/rule.ts";
import { byDirectory, holderOf, isAtOrBelow, normalPath } from "#lib/rules/shared/paths.ts";
import { groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { ownMountFinder } from "./parts/own-mounts.ts";

export const pveDirNotMountpointGuarded = defineRule({
  id: "storage/pve-dir-not-mountpoint-guarded",
  title: "A Proxmox directory storage on a mounted disk or share keeps working on the root disk when the mount is missing",
  why: "A directory storage is active as long as its path exists, and the empty mount point exists always. Without the mount Proxmox creates images and backups on the root disk until that is full, while the guests on the real disk seem lost.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "nas-loss"],
  likelihood: 3,
  impact: 3,
  references: ["https://pve.proxmox.com/wiki/Storage:_Directory"],
  needs: ["storages", "mounts", "fstab", "identity"],
  check({ storages, mounts, fstab, identity }) {
    const own = storages.filter(({ platform }) => platform === "proxmox");
    if (own.length === 0) throw new NotApplicable("there is no Proxmox storage on this host");
    const node = identity.hostname.split(".")[0] ?? identity.hostname;
    const mountOf = ownMountFinder(fstab, mounts);
    const directories = own
      .filter(({ type }) => type === "dir" || type === "btrfs")
      .filter((storage) => storage.enabled && (storage.nodes === null || storage.nodes.includes(node)))
      .filter(({ isMountPoint }) => isMountPoint === null || isMountPoint === "no")
      .flatMap((storage) => {
        const path = storage.path === null || isAtOrBelow(storage.path, "/var/lib/vz") ? null : normalPath(storage.path);
        return path === null ? [] : [{ storage, path, mount: mountOf(path) }];
      });
    const holder = byDirectory([...mounts, ...fstab.entries], ({ mountPoint }) => mountPoint);
    const plain = directories.filter(
      ({ path, mount }) => !mount && looksLikeMount.test(path) && holderOf(path, holder)?.mountPoint === "/",
    );
    const unguarded = directories.flatMap(({ mount, ...rest }) => (mount ? [{ ...rest, mount }] : []));
    const guarded = [...groupBy(unguarded, ({ mount }) => mount.mountPoint)].map(([mountPoint, group]) => {
      const names = listed(group.map(({ storage }) => storage.id));
      return {
        subject: names,
        key: mountPoint,
        title: `Storage ${names} writes to the root disk when ${mountPoint} is not mounted`,
        observed: `${listed(group.map(({ storage, path }) => `${storage.id} is ${path}`))} on the mount ${mountPoint}, without is_mountpoint`,
        expected: "is_mountpoint on every directory storage that lies on a mount of its own",
        cite: [...group.flatMap(({ storage, mount }) => [storage.at, mount.at])].slice(0, maximumCites),
        remedy: {
          steps: group.map(({ storage, path }) => {
            const guard = path === mountPoint ? "yes" : shellWord(mountPoint);
            return `\`pvesm set ${shellWord(storage.id)} --is_mountpoint ${guard}\``;
          }),
          verify: `grep -A 8 -E ${shellWord(`^(dir|btrfs): (${group.map(({ storage }) => storage.id).join("|")})$`)} /etc/pve/storage.cfg`,
        },
      };
    });
    return [...guarded, ...plain.map(({ storage, path }) => onRootDisk(storage, path))];
  },
  remedy: {
    steps: ["`pvesm set <storage> --is_mountpoint yes`"],
    risk: "If the path is not mounted now, the storage turns inactive at once, and guests that wrote to the root disk meanwhile do not find their images: look below the mount point first.",
    verify: "cat /etc/pve/storage.cfg",
  },
});

const looksLikeMount = /^\/(mnt|media|srv)\/[^/]+/;

/** Nothing says that a disk was meant, only the place: worth a question, no more. */
function onRootDisk({ id, at }: Storage, path: string): Observation {
  return {
    subject: id,
    key: path,
    title: `Storage ${id} lies on the root disk, although ${path} looks like the place of a mount`,
    observed: `${id} is ${path}; nothing is mounted there or above it, and fstab names no mount for it`,
    expected: "the mount that was meant, or a directory that says that it is one of the root disk",
    cite: [at],
    likelihood: 1,
    confidence: "suspected",
    remedy: {
      steps: [`See whether a disk was meant: \`lsblk -f\``, `If so, mount it and then \`pvesm set ${shellWord(id)} --is_mountpoint yes\``],
    },
  };
}
