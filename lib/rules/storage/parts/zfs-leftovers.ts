import type { Facts } from "#lib/facts/index.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { sizeOf } from "#lib/rules/shared/sizes.ts";
import { groupBy, listed, maximumCites, shellWord, uniqueBy } from "#lib/rules/shared/wording.ts";

const dayMs = 24 * 3600 * 1000;
const staleDays = 180;
const staleShare = 0.05;
/** A clone keeps its snapshot for ever; younger ones are somebody's work of this week. */
const oldCloneDays = 14;

/** Old snapshots that alone hold a good part of the pool; one finding for each pool. */
export function staleSnapshots(zfs: Facts["zfs"] | undefined, snapshots: Facts["zfsSnapshots"] | undefined, clock: Date): Observation[] {
  const sizes = new Map(zfs?.pools.map(({ name, sizeBytes }) => [name, sizeBytes ?? 0]));
  const candidates = (snapshots?.datasets ?? []).flatMap(({ oldest, largest }) => uniqueBy([oldest, largest], ({ name }) => name));
  const old = candidates.filter(({ createdAt }) => clock.getTime() - Date.parse(createdAt) > staleDays * dayMs);
  return [...groupBy(old, ({ name }) => name.split(/[/@]/)[0] ?? name)].flatMap(([pool, group]) => {
    const bytes = group.reduce((sum, { usedBytes }) => sum + usedBytes, 0);
    if (bytes <= (sizes.get(pool) || Number.POSITIVE_INFINITY) * staleShare) return [];
    const shown = group.filter(({ usedBytes }) => usedBytes > 0);
    const names = listed(shown.map(({ name }) => name));
    return [
      {
        subject: names,
        key: `snapshots:${pool}`,
        title: `Snapshots older than ${staleDays} days hold ${sizeOf(bytes)} of ${pool}`,
        observed: listed(shown.map(({ name, createdAt, usedBytes }) => `${name} of ${createdAt.slice(0, 10)} holds ${sizeOf(usedBytes)}`)),
        expected: `no snapshot older than ${staleDays} days that holds more than 5 % of its pool`,
        cite: shown.slice(0, maximumCites).map(({ at }) => at),
        impact: 2,
        remedy: {
          steps: shown
            .slice(0, 12)
            .map(({ name }) => `If nobody needs it any more: \`zfs destroy -nv ${shellWord(name)}\` to see what goes, then without \`-n\``),
          verify: `zfs list -t snapshot -r ${shellWord(pool)}`,
        },
      },
    ];
  });
}

/** Made by a tool that keeps its clones in order: base disks of Proxmox, images of Docker, LXD and Incus. */
const byDesign = /@(__base__|__replicate_|readonly$|copy-|\d{9}$)|-init@|\/(images|docker|lxd|incus)\//;

/** Clones of old snapshots of a dataset that has gone on since: they hold that snapshot, and no rollback gets behind it. */
export function oldClones(snapshots: Facts["zfsSnapshots"] | undefined, clock: Date): Observation[] {
  const datasets = new Map(snapshots?.datasets.map((dataset) => [dataset.name, dataset]));
  return (snapshots?.clones ?? []).flatMap(({ name, origin, at }) => {
    const dataset = datasets.get(origin.split("@")[0] ?? "");
    const snapshot = dataset && [dataset.oldest, dataset.largest].find((candidate) => candidate.name === origin);
    if (!dataset || !snapshot || byDesign.test(origin) || dataset.newest.name === origin) return [];
    if (clock.getTime() - Date.parse(snapshot.createdAt) < oldCloneDays * dayMs) return [];
    const observed = `${name} is a clone of ${origin} of ${snapshot.createdAt.slice(0, 10)}, and ${dataset.name} has newer snapshots`;
    const steps = [
      `If the clone is done with: \`zfs destroy -nv ${shellWord(name)}\`, then without \`-n\``,
      `To keep it and let the snapshot go: \`zfs promote ${shellWord(name)}\``,
    ];
    const title = `The clone ${name} holds an old snapshot of ${dataset.name}, which cannot be rolled back behind it`;
    return [
      {
        subject: name,
        key: `clone:${name}`,
        title,
        observed,
        expected: "no clone of an old snapshot of a dataset that goes on",
        cite: [at, snapshot.at],
        impact: 2,
        remedy: { steps, verify: `zfs get origin ${shellWord(name)}` },
      },
    ];
  });
}
