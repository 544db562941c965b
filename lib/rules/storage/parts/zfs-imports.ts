import type { Facts } from "#lib/facts/index.ts";
import type { ZfsPool } from "#lib/facts/zfs.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { counted, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

/** Pools that were last imported under another host id than this system has. */
export function foreignHostIds(pools: readonly ZfsPool[]): Observation[] {
  const foreign = pools.filter(
    ({ messageId, status }) => messageId === "ZFS-8000-EY" || /mismatch between pool hostid/i.test(status ?? ""),
  );
  const names = listed(foreign.map(({ name }) => name));
  return foreign.slice(0, 1).map(() => ({
    subject: names,
    key: "hostid",
    title: `${names} carr${foreign.length === 1 ? "ies" : "y"} the host id of another system: an import may be refused at the next boot`,
    observed: `zpool status says that the hostid of ${counted(foreign.length, "pool")} (${names}) and that of the system are a mismatch`,
    expected: "one host id in the pools, in /etc/hostid and in the initramfs",
    cite: foreign.slice(0, maximumCites).map(({ at }) => at),
    remedy: {
      steps: [
        "Compare `hostid` with what the pool has: `zdb -C -U /etc/zfs/zpool.cache | grep -E 'name:|hostid:'`",
        "If /etc/hostid is missing or wrong, write the pool's id there (`zgenhostid -f <id>`) and rebuild the initramfs: `update-initramfs -u -k all`, or `dracut -f`",
        `Or, with a rescue system for a root pool, export and import it once: \`zpool export ${foreign.map(({ name }) => shellWord(name)).join(" ")}\``,
      ],
    },
  }));
}

/** Pools that neither the cache file nor a scan nor a unit of their own brings back. */
export function notImported(pools: readonly ZfsPool[], services: Facts["services"]): Observation[] {
  const enabled = (unit: string) => services.some((service) => service.unit === unit && service.unitFileState?.startsWith("enabled"));
  if (enabled("zfs-import-scan.service") || enabled("pacemaker.service")) return [];
  const cache = services.find(({ unit }) => unit === "zfs-import-cache.service");
  return pools
    .filter(({ name }) => !enabled(`zfs-import@${unitInstance(name)}.service`))
    .filter(({ cacheFile }) => cacheFile === "none" || (cache !== undefined && !enabled(cache.unit)))
    .map((pool) => {
      const isHidden = pool.cacheFile === "none";
      return {
        subject: pool.name,
        title: `Nothing imports ${pool.name} at the next boot`,
        observed: `${isHidden ? "cachefile is none, so that zpool.cache does not name it" : "zfs-import-cache.service is not enabled"}; neither zfs-import-scan.service nor zfs-import@${pool.name}.service is enabled`,
        expected: "a pool that zpool.cache names, or a unit that looks for it",
        cite: [pool.cacheFileAt ?? pool.at, ...(cache ? [cache.at] : [])],
        confidence: "inferred",
        remedy: {
          steps: [`\`zpool set cachefile=/etc/zfs/zpool.cache ${shellWord(pool.name)}\``, "`systemctl enable zfs-import-cache.service`"],
          verify: `zpool get cachefile ${shellWord(pool.name)}`,
        },
      };
    });
}

/** Units that import a pool which is not there: they fail at each boot, and what waits for them waits. */
export function orphanImports(pools: readonly ZfsPool[], services: Facts["services"]): Observation[] {
  const names = new Set(pools.map(({ name }) => unitInstance(name)));
  return services.flatMap(({ unit, unitFileState, at }) => {
    const instance = /^zfs-import@(.+)\.service$/.exec(unit)?.[1];
    if (instance === undefined || names.has(instance) || !unitFileState?.startsWith("enabled")) return [];
    return [
      {
        subject: unit,
        title: `${unit} is enabled, and no such pool is imported`,
        observed: `${unit} is enabled; ${pools.length === 0 ? "no pool is imported" : `the pools are ${listed(pools.map(({ name }) => name))}`}`,
        expected: "a pool of that name, or no unit for it: an orphan fails at each boot",
        cite: [at],
        remedy: {
          steps: [`If the pool is gone for good: \`systemctl disable ${shellWord(unit)}\``],
          risk: "None as long as the pool is really gone: a disk that is only unplugged would not be imported any more.",
          verify: `systemctl is-enabled ${shellWord(unit)}`,
        },
      },
    ];
  });
}

/** As systemd-escape(1) writes the name of a pool into that of a unit. */
function unitInstance(name: string): string {
  return name.replace(/[^A-Za-z0-9:_.]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
