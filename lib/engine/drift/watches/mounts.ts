import type { Difference, World } from "#lib/engine/drift/watch.ts";
import { watch } from "#lib/engine/drift/watch.ts";
import type { FstabEntry } from "#lib/facts/fstab.ts";
import type { Mount } from "#lib/facts/mounts.ts";
import { isDataMount } from "#lib/rules/shared/data-mounts.ts";
import { byDirectory, holderOf, normalPath } from "#lib/rules/shared/paths.ts";

/** Options of a network mount that its client picks anew each time. */
const picked = /^(clientaddr|mountport|port|mountaddr|mountproto|local_lock)=/;

const mounts = watch({
  fact: "mounts",
  kind: "mount",
  group: "storage",
  weight: 1,
  things: (all) =>
    all.filter(isDataMount).map((mount) => ({
      key: normalPath(mount.mountPoint),
      name: `mount ${mount.mountPoint}`,
      says: { type: mount.type, from: mount.source, access: accessOf(mount), options: optionsOf(mount) },
      at: [mount.at],
    })),
  words: ({ before, now }, _, world) => (before !== null && now === null ? `${goneWords(before)}; ${whatIsThere(before, world)}` : null),
});

function accessOf({ options, superOptions }: Mount): string {
  return [...options, ...superOptions].includes("ro") ? "read only" : "read and write";
}

function optionsOf({ options, superOptions }: Mount): string[] {
  return [...options, ...superOptions].filter((option) => !picked.test(option) && option !== "ro" && option !== "rw");
}

function goneWords({ name, says }: NonNullable<Difference["before"]>): string {
  return `${name} is gone (${says.type} from ${says.from})`;
}

/** The directory stays when a mount goes: whatever is written there lands on what holds it. */
function whatIsThere({ key }: NonNullable<Difference["before"]>, { mounts: now }: World): string {
  const holder = holderOf(
    key ?? "/",
    byDirectory(now ?? [], ({ mountPoint }) => mountPoint),
  );
  return holder === undefined ? "nothing is there instead" : `its directory now lies on ${holder.mountPoint} (${holder.type})`;
}

const fstabLines = watch({
  fact: "fstab",
  kind: "fstab line",
  group: "storage",
  weight: 1,
  effect: ({ before, now, labels }, world) => (isDone(before, now, labels, world) ? "in effect" : "at the next reboot"),
  things: ({ entries }) =>
    entries.map((entry) => ({
      key: targetOf(entry),
      name: `fstab line of ${targetOf(entry)}`,
      says: { from: entry.device, type: entry.type, options: entry.options, "checked in pass": entry.pass },
      at: [entry.at],
    })),
  words: ({ before, now }, _, { fstab }) =>
    before !== null && now === null && fstab?.commented.some((entry) => targetOf(entry) === before.key)
      ? `${before.name} is commented out`
      : null,
});

/** Swap and the like have no directory: what they are made of says which they are. */
function targetOf({ mountPoint, device }: FstabEntry): string {
  return mountPoint.startsWith("/") ? normalPath(mountPoint) : `swap ${device}`;
}

/** Whether what is mounted already agrees with the file: a line that is new and mounted, or gone and not mounted. */
function isDone(before: Difference["before"], now: Difference["now"], labels: readonly string[], { mounts: mounted }: World): boolean {
  const key = (now ?? before)?.key;
  const mount = mounted?.find(({ mountPoint }) => normalPath(mountPoint) === key);
  if (mounted === undefined || labels.length > 0) return false;
  return now === null ? mount === undefined : mount?.source === now.says.from;
}

const mountUnits = watch({
  fact: "mountUnits",
  kind: "mount unit",
  group: "storage",
  things: (units) =>
    // One without a file is systemd's view of a mount that somebody made by hand, and comes and goes with it.
    units
      .filter(({ fragmentPath }) => fragmentPath !== null)
      .map(({ unit, activeState, result, sourcePath, requiredBy, what, at }) => ({
        key: unit,
        name: `unit ${unit}`,
        says: { state: activeState, result, "required by": requiredBy, ...(sourcePath === null ? { from: what } : {}) },
        at: [at],
      })),
});

export const mountWatches = [mounts, fstabLines, mountUnits];
