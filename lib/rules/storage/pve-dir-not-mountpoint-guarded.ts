import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Mount } from "#lib/facts/mounts.ts";
import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { liveMounts, mountingLines } from "#lib/rules/shared/declared-mounts.ts";
import { isEssentialPath } from "#lib/rules/shared/essential-paths.ts";
import { isAutomount, isNoauto } from "#lib/rules/shared/fstab-options.ts";
import { byDirectory, holderOf, isAtOrBelow, normalPath } from "#lib/rules/shared/paths.ts";
import { groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

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
    const mountOf = mountFinder(fstab, mounts);
    const unguarded = own
      .filter(({ type }) => type === "dir" || type === "btrfs")
      .filter((storage) => storage.enabled && (storage.nodes === null || storage.nodes.includes(node)))
      .filter(({ isMountPoint }) => isMountPoint === null || isMountPoint === "no")
      .flatMap((storage) => {
        const path = storage.path === null || isAtOrBelow(storage.path, "/var/lib/vz") ? null : normalPath(storage.path);
        const mount = path === null ? undefined : mountOf(path);
        return path === null || mount === undefined ? [] : [{ storage, path, mount }];
      });
    return [...groupBy(unguarded, ({ mount }) => mount.mountPoint)].map(([mountPoint, group]) => {
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
            return `\`pvesm set ${shellWord(storage.id)} --is_mountpoint ${guard} --create-base-path 0\``;
          }),
          verify: `grep -A 8 -E ${shellWord(`^(dir|btrfs): (${group.map(({ storage }) => storage.id).join("|")})$`)} /etc/pve/storage.cfg`,
        },
      };
    });
  },
  remedy: {
    steps: ["`pvesm set <storage> --is_mountpoint yes`"],
    risk: "If the path is not mounted now, the storage turns inactive at once, and guests that wrote to the root disk meanwhile do not find their images: look below the mount point first.",
    verify: "cat /etc/pve/storage.cfg",
  },
});

/** Finds the mount that a path needs beside the system's own: of fstab or live. An automount is a guard by itself: it mounts or fails. */
function mountFinder(fstab: Facts["fstab"], mounts: Facts["mounts"]): (path: string) => { mountPoint: string; at: Cite } | undefined {
  const root = liveMounts(mounts).get("/");
  // A dataset of the root's own pool that is not mounted writes to the same pool.
  const isOfRoot = ({ type, source }: Mount) =>
    type === "zfs" && root?.type === "zfs" && source.split("/")[0] === root.source.split("/")[0];
  const live = liveMounts(mounts.filter((mount) => mount.type !== "autofs" && !isOfRoot(mount)));
  const automounts = new Set(mounts.filter(({ type }) => type === "autofs").map(({ mountPoint }) => normalPath(mountPoint)));
  const lines = mountingLines(fstab).filter((line) => !isNoauto(line));
  const guarded = new Set([...automounts, ...lines.filter(isAutomount).map((line) => normalPath(line.mountPoint))]);
  const found = byDirectory<{ mountPoint: string; at: Cite }>([...live.values(), ...lines], ({ mountPoint }) => mountPoint);
  return (path) => {
    const holder = holderOf(path, found);
    const mountPoint = normalPath(holder?.mountPoint ?? "/");
    return holder === undefined || isEssentialPath(mountPoint) || guarded.has(mountPoint) ? undefined : { mountPoint, at: holder.at };
  };
}
