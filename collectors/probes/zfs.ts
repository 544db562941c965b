import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { ZfsPool } from "#lib/facts/zfs.ts";
import { isMissing } from "./parse/presence.ts";
import { firstSuccess, linesOf, succeeded } from "./parse/sections.ts";
import { bytesOf, poolsFromStatus } from "./parse/zpool.ts";

/** A pool that is suspended can hold its tools up: the limit is what tells. */
const limits = { lane: "slow", timeoutSeconds: 10, optional: true } as const;

/** Pools of ZFS that are imported now, their members and fullness (zpool-status(8), zpool-list(8), zpoolprops(7)). */
export const zfs = defineProbe({
  id: "zfs",
  fact: "zfs",
  systems: ["linux"],
  sources: {
    status: { exec: ["zpool", "status", "-P"], ...limits },
    list: { exec: ["zpool", "list", "-H", "-p", "-o", "name,size,allocated,capacity"], ...limits },
    cacheFile: { exec: ["zpool", "get", "-H", "-o", "name,value", "cachefile"], ...limits },
  },
  parse({ status, list, cacheFile }) {
    if (isMissing(status)) throw new NotApplicable("ZFS is not installed");
    if (/modules (are not|cannot be) (auto-)?loaded|\/dev\/zfs/i.test(status.errorText)) {
      throw new NotApplicable("the kernel has not loaded ZFS: no pool is imported");
    }
    const pools = poolsFromStatus(firstSuccess([status], "ZFS pools"));
    // Where there is no pool zpool says so on stderr or not at all, so that both listings have to be empty.
    if (pools.length === 0) firstSuccess([list], "list of ZFS pools");
    const [sizes, cacheFiles] = [rowsOf(list), rowsOf(cacheFile)];
    if (pools.length === 0 && [...sizes.values()].some(({ words }) => words.length > 1))
      throw new Error(`${status.source} leaves pools out`);
    return { pools: pools.map((pool) => poolOf(pool, sizes, cacheFiles)) };
  },
});

type Row = { words: string[]; at: Cite };

/** Rows of a `-H` table by their first column. */
function rowsOf(section: Section): Map<string, Row> {
  const lines = succeeded(section) ? linesOf(section.text) : [];
  return new Map(
    lines.map((line, index): [string, Row] => {
      const words = line.split("\t");
      return [words[0] ?? "", { words, at: citeLine(section.source, lines, index) }];
    }),
  );
}

function poolOf(pool: ReturnType<typeof poolsFromStatus>[number], sizes: Map<string, Row>, cacheFiles: Map<string, Row>): ZfsPool {
  const size = sizes.get(pool.name);
  const [, total, allocated, capacity] = size?.words ?? [];
  const cache = cacheFiles.get(pool.name);
  const value = cache?.words[1];
  return {
    ...pool,
    sizeBytes: total === undefined ? null : bytesOf(total),
    allocatedBytes: allocated === undefined ? null : bytesOf(allocated),
    usePercent: capacity !== undefined && /^\d+%?$/.test(capacity) ? Number.parseInt(capacity, 10) : null,
    cacheFile: value === undefined ? null : value === "-" || value === "" ? "default" : value,
    sizeAt: size?.at ?? null,
    cacheFileAt: cache?.at ?? null,
  };
}
