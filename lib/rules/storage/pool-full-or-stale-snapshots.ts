import { defineRule, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";
import { type FullPool, fullDataDisks, fullThinPools, fullZfsPools } from "./parts/full-pools.ts";
import { oldClones, staleSnapshots } from "./parts/zfs-leftovers.ts";

export const poolFullOrStaleSnapshots = defineRule({
  id: "storage/pool-full-or-stale-snapshots",
  title: "A data pool is nearly full, or old snapshots hold its space",
  why: "Thin volumes and copy-on-write pools promise more than they have. When the space ends, guests stop on a write error in the middle of their work, backups fail, and on ZFS even deleting needs room.",
  scope: "host",
  scenarios: ["hardware-fault", "power-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["pbs-full-frozen-guest", "replication-stalled-week"],
  references: ["zpool-list(8)", "lvmthin(7)"],
  needs: ["identity"],
  wants: ["fileSystems", "zfs", "zfsSnapshots", "logicalVolumes", "guests", "storages"],
  check({ fileSystems, identity, zfs, zfsSnapshots, logicalVolumes, guests, storages }, now) {
    const users = { guests, storages };
    const full = [...fullZfsPools(zfs, users), ...fullThinPools(logicalVolumes), ...fullDataDisks(fileSystems ?? [], users)];
    const clock = identity.clock === null ? now : new Date(identity.clock);
    const found = [...full.map(nearlyFull), ...staleSnapshots(zfs, zfsSnapshots, clock), ...oldClones(zfsSnapshots, clock)];
    if (found.length === 0 && fileSystems === undefined) throw new Undecidable("how full the disks are could not be read");
    return found;
  },
  remedy: {
    steps: [
      "See what holds the space: `zfs list -o space`, `lvs`, `df -l -h`",
      "Remove what nobody needs: old snapshots, images of guests that are gone, backups beyond their retention",
    ],
    risk: "A snapshot that is deleted does not come back, and a clone may depend on it: `zfs destroy -nv` says first what would go.",
    verify: "zpool list",
  },
});

function nearlyFull({ name, key, what, use, limitPercent, likelihood, impact, at }: FullPool): Observation {
  const verify = key.startsWith("zfs:")
    ? `zpool list ${shellWord(name)}`
    : key.startsWith("lvm:")
      ? `lvs ${shellWord(name)}`
      : `df -l -h ${shellWord(name)}`;
  return {
    subject: name,
    key,
    title:
      use === "100 %" ? `The ${what} ${name} is full: nothing can be written there` : `The ${what} ${name} is nearly full: ${use} used`,
    observed: `${use} of the ${what} ${name} used`,
    expected: `less than ${limitPercent} %`,
    cite: [at],
    likelihood,
    impact,
    remedy: { verify },
  };
}
