import { expect } from "vitest";
import { service } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { pool } from "#lib/rules/testing/storage-testing.ts";
import { mount } from "#lib/rules/testing/testing.ts";
import { zfsImportFragile as rule } from "./zfs-import-fragile.ts";

const unit = (name: string, unitFileState = "enabled") => service(name, { unitFileState });
const byCache = [unit("zfs-import-cache.service"), unit("zfs-import-scan.service", "disabled")];
const pools = (...all: ReturnType<typeof pool>[]) => ({ zfs: { pools: all } });
const hidden = pool("tank", { cacheFile: "none" });

describeRule(
  rule,
  { ...pools(pool("rpool"), hidden), services: byCache, mounts: [mount("/", "zfs", "rpool/ROOT/pve-1")] },
  {
    fails: {
      "a pool that the cache file does not name": [
        {},
        {
          severity: "medium",
          subject: "tank",
          title: "Nothing imports tank at the next boot",
          observed:
            "cachefile is none, so that zpool.cache does not name it; neither zfs-import-scan.service nor zfs-import@tank.service is enabled",
          remedy: expect.objectContaining({ verify: "zpool get cachefile tank" }),
        },
      ],
      "no unit imports at all": [
        { ...pools(pool("tank")), services: [unit("zfs-import-cache.service", "disabled")] },
        { observed: expect.stringContaining("zfs-import-cache.service is not enabled") },
      ],
      "the host id of another system, the root pool's too": [
        pools(pool("rpool", { status: "Mismatch between pool hostid and system hostid on imported pool.", messageId: "ZFS-8000-EY" })),
        { severity: "medium", subject: "rpool", title: expect.stringContaining("rpool carries the host id of another system") },
      ],
      "a unit for a pool that is gone": [
        { ...pools(), services: [...byCache, unit("zfs-import@SingleDisk.service")] },
        {
          severity: "medium",
          subject: "zfs-import@SingleDisk.service",
          observed: "zfs-import@SingleDisk.service is enabled; no pool is imported",
        },
      ],
    },
    passes: {
      "the default cache file": pools(pool("rpool"), pool("tank")),
      "the root pool is imported by the initramfs": pools(pool("rpool", { cacheFile: "none" })),
      "a unit of its own": { services: [...byCache, unit("zfs-import@tank.service")] },
      "a unit of its own, with an escaped name": {
        ...pools(pool("fast-pool", { cacheFile: "none" })),
        services: [...byCache, unit("zfs-import@fast\\x2dpool.service")],
      },
      "a scan": { services: [unit("zfs-import-cache.service"), unit("zfs-import-scan.service")] },
      "a cluster manager imports it": { services: [...byCache, unit("pacemaker.service")] },
      "a pool that has errors is another rule's": pools(
        pool("tank", { status: "One or more devices has experienced an error.", messageId: "ZFS-8000-9P" }),
      ),
      "no pool at all": pools(),
      "the template of the unit, and a disabled one": { ...pools(), services: [...byCache, unit("zfs-import@old.service", "disabled")] },
    },
    unknown: { "units that could not be read": { services: undefined } },
  },
);
