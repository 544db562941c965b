import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Mount } from "#lib/facts/mounts.ts";
import { liveMounts, mountingLines } from "#lib/rules/shared/declared-mounts.ts";
import { isAutomount } from "#lib/rules/shared/fstab-options.ts";
import { byDirectory, holderOf, normalPath } from "#lib/rules/shared/paths.ts";
import { isEssentialPath } from "./essential-paths.ts";

/** Finds the mount that a path needs beside the system's own: of fstab or live. An automount is a guard by itself: it mounts or fails. */
export function ownMountFinder(
  fstab: Facts["fstab"],
  mounts: Facts["mounts"],
): (path: string) => { mountPoint: string; at: Cite } | undefined {
  const root = liveMounts(mounts).get("/");
  // A dataset of the root's own pool that is not mounted writes to the same pool.
  const isOfRoot = ({ type, source }: Mount) =>
    type === "zfs" && root?.type === "zfs" && source.split("/")[0] === root.source.split("/")[0];
  const live = liveMounts(mounts.filter((mount) => mount.type !== "autofs" && !isOfRoot(mount)));
  const automounts = new Set(mounts.filter(({ type }) => type === "autofs").map(({ mountPoint }) => normalPath(mountPoint)));
  const lines = mountingLines(fstab);
  const guarded = new Set([...automounts, ...lines.filter(isAutomount).map((line) => normalPath(line.mountPoint))]);
  const found = byDirectory<{ mountPoint: string; at: Cite }>([...live.values(), ...lines], ({ mountPoint }) => mountPoint);
  return (path) => {
    const holder = holderOf(path, found);
    const mountPoint = normalPath(holder?.mountPoint ?? "/");
    return holder === undefined || isEssentialPath(mountPoint) || guarded.has(mountPoint) ? undefined : { mountPoint, at: holder.at };
  };
}
