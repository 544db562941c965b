import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { requireHardware } from "#lib/rules/shared/hardware.ts";
import { listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { shortName } from "./parts/pool-faults.ts";
import { singleMembers } from "./parts/single-members.ts";

export const poolWithoutRedundancy = defineRule({
  id: "hardware/pool-without-redundancy",
  title: "A ZFS pool does not survive the loss of one disk",
  why: "A stripe is gone with the first of its disks, and until then ZFS can find damage but not repair it. When a member stops answering, the whole pool is suspended and every guest on it hangs.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 2,
  impact: 4,
  needs: ["zfs"],
  wants: ["blockDevices", "storages", "identity"],
  check({ zfs, blockDevices, storages, identity }) {
    if (identity) requireHardware(identity);
    if (zfs.pools.length === 0) throw new NotApplicable("no pool is imported");
    return zfs.pools.flatMap((pool) => {
      const alone = singleMembers(pool, blockDevices);
      if (alone.length === 0) return [];
      const holdsGuests = storages?.some(
        (storage) => /^(zfspool|zfs)$/.test(storage.type) && storage.content.some((kind) => /images|rootdir/.test(kind)),
      );
      const isStripe =
        alone.length > 1 || pool.vdevs.some(({ parent, role, kind }) => parent === null && role === "data" && kind !== "disk");
      return [
        {
          subject: pool.name,
          title: isStripe
            ? `Pool ${pool.name} is a stripe: one of ${listed(alone.map(shortName))} fails, and everything on it stops`
            : `Pool ${pool.name} lies on one disk: its loss is the loss of the pool`,
          observed: `${listed(alone.map(shortName))} directly below ${pool.name}, no mirror, no raidz: no redundancy`,
          expected: "every top-level member a mirror or raidz",
          cite: alone.map(({ at }) => at).slice(0, maximumCites),
          impact: isStripe ? 4 : 2,
          confidence: isStripe || holdsGuests ? ("confirmed" as const) : ("inferred" as const),
          remedy: {
            steps: alone
              .slice(0, 4)
              .map(
                (vdev) =>
                  `Make it a mirror, while it runs: \`zpool attach ${shellWord(pool.name)} ${shellWord(vdev.name)} /dev/disk/by-id/NEW\``,
              ),
            verify: `zpool status -P ${shellWord(pool.name)}`,
          },
        },
      ];
    });
  },
  remedy: {
    steps: ["`zpool attach POOL MEMBER /dev/disk/by-id/NEW` for each single member; until then replicate its guests to another host"],
    risk: "`zpool add` in place of `zpool attach` makes the stripe longer, for good: read the command twice. The resilver loads the old disk.",
    verify: "zpool status -P",
  },
  postmortems: ["stripe-pool-suspended"],
  references: ["zpoolconcepts(7)"],
});
