import type { Ceph } from "#lib/facts/ceph.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";

/** Half of the monitors may be away; with the last one that may, everything stops. */
export function fewMonitors({ monitors: { inQuorum, total, at } }: Ceph): Observation[] {
  if (total === null || total === 0) return [];
  const margin = inQuorum.length - (Math.floor(total / 2) + 1);
  if (inQuorum.length >= total && total >= 3) return [];
  const isFew = inQuorum.length >= total;
  return [
    {
      subject: "ceph monitors",
      key: "monitors",
      title: isFew
        ? `Ceph has ${counted(total, "monitor")}: none may fail`
        : `${inQuorum.length} of ${total} monitors of Ceph are in quorum`,
      observed: `in quorum: ${listed(inQuorum)}; ${margin <= 0 ? "no further one may fail" : `${margin} more may fail`}`,
      expected: "three monitors or more, all in quorum",
      cite: [at],
      likelihood: isFew ? 2 : 4,
      impact: margin <= 0 && !isFew ? 4 : 3,
      remedy: {
        steps: isFew
          ? ["Add a monitor on another node: `pveceph mon create`"]
          : ["On the node of the missing monitor: `systemctl status ceph-mon@$(hostname -s)`"],
      },
    },
  ];
}

/** Pools that stop with the first lost copy, or that write with a single one. */
export function weakPools({ pools: all }: Ceph): Observation[] {
  // The pool of the manager holds nothing that guests need.
  const weak = (all ?? []).filter((pool) => pool.name !== ".mgr" && (pool.minSize >= pool.size || pool.minSize < 2));
  if (weak.length === 0) return [];
  const stops = weak.filter((pool) => pool.minSize >= pool.size && pool.size > 1);
  return [
    {
      subject: listed(weak.map((pool) => pool.name)),
      key: "pools",
      title: stops.length > 0 ? "A pool stops with the first copy that is lost" : "A pool goes on writing with a single copy",
      observed: listed(weak.map((pool) => `pool ${pool.name}: size ${pool.size}, min_size ${pool.minSize}`)),
      expected: "size 3, min_size 2",
      cite: weak.map((pool) => pool.at),
      likelihood: 2,
      impact: 4,
      remedy: {
        steps: weak
          .slice(0, 4)
          .map(
            (pool) =>
              `\`ceph osd pool set '${pool.name.replaceAll("'", "")}' size 3\`, then \`min_size 2\`: needs the room for three copies`,
          ),
      },
    },
  ];
}
