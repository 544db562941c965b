import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { hostTime } from "#lib/rules/shared/hardware.ts";
import { arrayFaults, controllerFaults } from "./parts/array-faults.ts";
import { poolFaults, suspendedPool } from "./parts/pool-faults.ts";

export const raidDegraded = defineRule({
  id: "hardware/raid-degraded",
  title: "An array or a pool has lost redundancy, or counts errors",
  why: "The array still works, so nobody notices. The next disk to fail takes the data with it, and rebuilding is when disks fail.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 4,
  impact: 4,
  needs: ["collection"],
  wants: ["identity", "zfs", "raid", "kernelEvents"],
  check({ collection, identity, zfs, raid, kernelEvents }, now) {
    // `zpool status` itself hangs on a suspended pool: then the kernel's log is what is left.
    const suspended = zfs ? [] : (kernelEvents?.events ?? []).filter(({ kind }) => kind === "pool-suspended");
    if (suspended.length > 0) return suspended.map(suspendedPool);
    const failed = collection.failed.find(({ fact }) => fact === "zfs" || fact === "raid");
    if (!zfs && !raid && failed) throw new Undecidable(`${failed.fact === "zfs" ? "ZFS pools" : "RAID"}: ${failed.detail}`);
    if (!zfs && !raid) throw new NotApplicable("neither ZFS nor RAID");
    const found = [
      ...(zfs?.pools ?? []).flatMap((pool) => poolFaults(pool, hostTime(identity, now))),
      ...(raid?.arrays ?? []).flatMap(arrayFaults),
      ...(raid ? controllerFaults(raid) : []),
    ];
    if (found.length === 0 && failed) throw new Undecidable(`what was read is sound, but not ${failed.fact}: ${failed.detail}`);
    return found;
  },
  remedy: {
    steps: ["Find the disk by its serial number, replace it, and watch the rebuild to its end"],
    risk: "Pulling the disk that still works ends the data; a rebuild loads the others for hours.",
    verify: "zpool status -x; cat /proc/mdstat",
  },
  postmortems: ["smart-pending-then-freeze", "stripe-pool-suspended"],
  references: ["zpool-status(8)", "md(4)"],
});
