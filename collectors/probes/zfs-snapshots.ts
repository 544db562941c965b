import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { ZfsSnapshot, ZfsSnapshots } from "#lib/facts/zfs.ts";
import { isMissing } from "./parse/presence.ts";
import { firstSuccess, linesOf, succeeded } from "./parse/sections.ts";

/** Hosts with automatic snapshots have tens of thousands, and the space that each holds has to be computed. */
const limits = { lane: "sixHourly", timeoutSeconds: 40, maximumBytes: 4 * 1024 * 1024, optional: true } as const;
const latestEpochSeconds = 32_503_680_000;

/** Snapshots of each dataset in short, and which datasets are clones (zfs-list(8), zfs-get(8)). */
export const zfsSnapshots = defineProbe({
  id: "zfs-snapshots",
  fact: "zfsSnapshots",
  systems: ["linux"],
  sources: {
    snapshots: { exec: ["zfs", "list", "-H", "-p", "-t", "snapshot", "-o", "name,used,creation"], ...limits },
    origins: { exec: ["zfs", "get", "-H", "-o", "name,value", "-t", "filesystem,volume", "origin"], ...limits },
  },
  parse({ snapshots, origins }) {
    if (isMissing(snapshots)) throw new NotApplicable("ZFS is not installed");
    if (/modules (are not|cannot be) (auto-)?loaded|\/dev\/zfs/i.test(snapshots.errorText)) {
      throw new NotApplicable("the kernel has not loaded ZFS: there is no dataset");
    }
    return { datasets: datasetsOf(snapshotsOf(firstSuccess([snapshots], "ZFS snapshots"))), clones: clonesOf(origins) };
  },
});

function snapshotsOf(section: Section): ZfsSnapshot[] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [name = "", used = "", creation = ""] = line.split("\t");
    const seconds = Number(creation);
    if (!name.includes("@") || !/^\d+$/.test(used) || !(seconds > 0 && seconds < latestEpochSeconds)) return [];
    return [
      { name, usedBytes: Number(used), createdAt: new Date(seconds * 1000).toISOString(), at: citeLine(section.source, lines, index) },
    ];
  });
}

function datasetsOf(snapshots: readonly ZfsSnapshot[]): ZfsSnapshots["datasets"] {
  const found = new Map<string, ZfsSnapshots["datasets"][number]>();
  for (const snapshot of snapshots) {
    const name = snapshot.name.slice(0, snapshot.name.indexOf("@"));
    const known = found.get(name);
    if (known === undefined) {
      found.set(name, {
        name,
        snapshots: 1,
        usedBytes: snapshot.usedBytes,
        oldest: snapshot,
        newest: snapshot,
        previous: null,
        largest: snapshot,
      });
      continue;
    }
    known.snapshots += 1;
    known.usedBytes += snapshot.usedBytes;
    if (snapshot.createdAt < known.oldest.createdAt) known.oldest = snapshot;
    if (snapshot.createdAt >= known.newest.createdAt) [known.previous, known.newest] = [known.newest, snapshot];
    else if (known.previous === null || snapshot.createdAt > known.previous.createdAt) known.previous = snapshot;
    if (snapshot.usedBytes > known.largest.usedBytes) known.largest = snapshot;
  }
  return [...found.values()];
}

function clonesOf(section: Section): ZfsSnapshots["clones"] {
  const lines = succeeded(section) ? linesOf(section.text) : [];
  return lines.flatMap((line, index) => {
    const [name = "", origin = ""] = line.split("\t");
    return origin.includes("@") ? [{ name, origin, at: citeLine(section.source, lines, index) }] : [];
  });
}
