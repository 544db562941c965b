import type { BlockDevice } from "#lib/facts/block-devices.ts";
import type { ZfsPool } from "#lib/facts/zfs.ts";
import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { groupBy, listed, maximumCites } from "#lib/rules/shared/wording.ts";

/** Serial numbers that differ only behind so much of their length were given out one after the other, as far as makers count up. */
const differingCharacters = 3;

export const disksOfOneBatch = defineRule({
  id: "hardware/disks-of-one-batch",
  title: "The disks of a pool came off the line together, and may go together",
  why: "Disks of one model and one batch share their faults and have run the same hours under the same load: when the first goes, the rebuild is the hardest hour of the others.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 2,
  impact: 2,
  needs: ["zfs", "blockDevices"],
  check({ zfs, blockDevices }) {
    const disks = blockDevices.filter(({ type, serial, model }) => type === "disk" && serial && model);
    if (zfs.pools.length === 0 || disks.length < 2) throw new NotApplicable("no pool of several disks whose serial numbers are known");
    return zfs.pools.flatMap((pool) => {
      const alike = [...groupBy(membersOf(pool, disks, blockDevices), batchOf).values()].filter((group) => group.length > 1);
      const [batch] = alike.toSorted((one, two) => two.length - one.length);
      if (!batch) return [];
      return [
        {
          subject: pool.name,
          observed: `${batch.length} of its disks are ${batch[0]?.model} with neighbouring serial numbers: ${listed(batch.map(({ serial }) => serial ?? "").sort(), 6)}`,
          expected: "members of different batches, makers or ages",
          cite: batch.map(({ at }) => at).slice(0, maximumCites),
          confidence: "suspected" as const,
        },
      ];
    });
  },
  remedy: {
    steps: ["Keep a spare disk of another batch at hand, and replace the next one that fails by it, then one more in a quiet week"],
    risk: "Each replacement is a rebuild: one disk at a time, with a tested backup.",
    verify: "lsblk -d -o NAME,MODEL,SERIAL",
  },
  postmortems: ["smart-pending-then-freeze"],
  references: ["zpoolconcepts(7)"],
});

/** The whole disks behind the members of a pool, by serial number in a name by id, or by kernel name. */
function membersOf(pool: ZfsPool, disks: readonly BlockDevice[], all: readonly BlockDevice[]): BlockDevice[] {
  const leaves = pool.vdevs.filter(({ kind, role }) => kind === "disk" && role === "data").map(({ name }) => name);
  return disks.filter((disk) => {
    const own = [disk, ...all.filter(({ parents }) => parents.includes(disk.name))].map(({ path }) => path);
    return leaves.some((name) => own.includes(name) || (disk.serial !== null && disk.serial.length >= 6 && name.includes(disk.serial)));
  });
}

function batchOf({ model, serial }: BlockDevice): string {
  return `${model} ${(serial ?? "").slice(0, -differingCharacters)}`;
}
