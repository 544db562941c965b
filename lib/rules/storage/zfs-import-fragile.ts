import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { liveMounts } from "#lib/rules/shared/declared-mounts.ts";
import { foreignHostIds, notImported, orphanImports } from "./parts/zfs-imports.ts";

export const zfsImportFragile = defineRule({
  id: "storage/zfs-import-fragile",
  title: "A ZFS pool is imported now but may not be imported at the next boot",
  why: "What imports a pool at boot is not what imported it today: a cache file that must name it, a scan that must be enabled, a host id that must fit. Where one is missing the boot goes on without the pool, and its guests with it, until someone imports it by hand.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["hostid-mismatch-ghost-osd", "nic-added-zfs-quorum", "pbs-fstab-stale-lines", "stripe-pool-suspended"],
  references: ["zpool-import(8)", "zpoolprops(7)", "zgenhostid(8)"],
  needs: ["zfs"],
  wants: ["services", "mounts"],
  check({ zfs, services, mounts }) {
    const root = mounts === undefined ? undefined : liveMounts(mounts).get("/");
    const rootPool = root?.type === "zfs" ? root.source.split("/")[0] : undefined;
    // The initramfs imports the pool of the root file system, whatever the units say.
    const data = zfs.pools.filter(({ name }) => name !== rootPool);
    const found = [
      ...foreignHostIds(zfs.pools),
      ...(services === undefined ? [] : [...notImported(data, services), ...orphanImports(zfs.pools, services)]),
    ];
    if (found.length === 0 && data.length > 0 && services === undefined)
      throw new Undecidable("which units import pools at boot could not be read");
    return found;
  },
  remedy: {
    steps: ["`zpool set cachefile=/etc/zfs/zpool.cache <pool>`", "`systemctl enable zfs-import-cache.service`"],
    risk: "Export and import need a pool that nobody uses. On Proxmox rebuild the initramfs afterwards (`update-initramfs -u -k all`): it holds a copy of the cache file and of the host id.",
    verify: "zpool status",
  },
});
