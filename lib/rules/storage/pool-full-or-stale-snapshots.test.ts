import { expect } from "vitest";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { fileSystem, pool, snapshots, volume } from "#lib/rules/testing/storage-testing.ts";
import { cite, disk, guest, identity, storage } from "#lib/rules/testing/testing.ts";
import { poolFullOrStaleSnapshots as rule } from "./pool-full-or-stale-snapshots.ts";

const tank = (usePercent: number) => ({ zfs: { pools: [pool("tank", { usePercent })] } });
const clone = (origin: string) => ({ name: "tank/copy", origin, at: cite("zfs get origin", origin) });
const shots = (...datasets: ReturnType<typeof snapshots>[]) => ({ ...tank(50), zfsSnapshots: { datasets, clones: [] } });
const goesOn = {
  ...snapshots("tank/products", "2026-01-01T00:00:00Z", 1),
  newest: snapshots("tank/products", "2026-04-30T00:00:00Z", 0).newest,
};
const newer = { ...goesOn, newest: { ...goesOn.newest, name: "tank/products@later" } };

describeRule(
  rule,
  { ...tank(97), fileSystems: [fileSystem("/", 40)], identity: identity({ clock: "2026-05-01T12:00:00Z" }) },
  {
    fails: {
      "high at 97 %": [
        {},
        {
          severity: "high",
          subject: "tank",
          title: "The ZFS pool tank is nearly full: over 97 % used",
          remedy: expect.objectContaining({ verify: "zpool list tank" }),
        },
      ],
      "critical when nothing can be written": [
        tank(100),
        { severity: "critical", title: "The ZFS pool tank is full: nothing can be written there" },
      ],
      "medium from 90 %": [tank(91), "medium"],
      "also where df could not be read": [{ fileSystems: undefined }, "high"],
      "medium from 85 % where guests write": [{ ...tank(86), storages: [storage("vmdata", "zfspool")] }, "medium"],
      "a thin pool": [
        { ...tank(40), logicalVolumes: [volume("data", { attributes: "twi-aotz--", dataPercent: 92.4, metadataPercent: 12 })] },
        { severity: "medium", subject: "pve/data", observed: "over 90 % of the thin pool pve/data used" },
      ],
      "the metadata of a thin pool": [
        { ...tank(40), logicalVolumes: [volume("data", { attributes: "twi-aotz--", dataPercent: 41, metadataPercent: 96.1 })] },
        { severity: "high", title: "The metadata of the thin pool pve/data is nearly full: over 95 % used" },
      ],
      "a disk with images of guests": [
        { ...tank(40), fileSystems: [fileSystem("/srv/images", 92)], guests: [guest("a", { disks: [disk("vda", "/srv/images/a.raw")] })] },
        { severity: "medium", subject: "/srv/images" },
      ],
      "an old snapshot that holds much, low": [
        shots(snapshots("tank/pbs", "2025-08-02T11:20:00Z", 60)),
        {
          severity: "low",
          title: "Snapshots older than 180 days hold 60 GiB of tank",
          observed: "tank/pbs@before of 2025-08-02 holds 60 GiB",
        },
      ],
      "a clone of an old snapshot": [
        { ...tank(50), zfsSnapshots: { datasets: [newer], clones: [clone("tank/products@before")] } },
        { severity: "low", subject: "tank/copy" },
      ],
    },
    unknown: { "a sound pool, and disks that could not be read": { ...tank(60), fileSystems: undefined } },
    passes: {
      "60 %": tank(60),
      "a store of backups at 88 %": { ...tank(88), storages: [storage("pbs", "pbs", { content: ["backup"] })] },
      "a thin volume that is fully written": {
        ...tank(40),
        logicalVolumes: [volume("vm-1-disk-0", { attributes: "Vwi-aotz--", pool: "data", dataPercent: 100 })],
      },
      "a full disk of nobody": { ...tank(40), fileSystems: [fileSystem("/mnt/archive", 99)] },
      "the root disk is another rule's": {
        ...tank(40),
        fileSystems: [fileSystem("/", 99)],
        storages: [storage("local", "dir", { path: "/var/lib/vz" })],
      },
      "an old snapshot that holds little": shots(snapshots("tank/pbs", "2025-08-02T11:20:00Z", 20)),
      "a large snapshot of last week": shots(snapshots("tank/pbs", "2026-04-25T00:00:00Z", 300)),
      "a linked clone of a template": { ...tank(50), zfsSnapshots: { datasets: [newer], clones: [clone("tank/products@__base__")] } },
      "a clone of the newest snapshot": {
        ...tank(50),
        zfsSnapshots: { datasets: [snapshots("tank/products", "2026-01-01T00:00:00Z", 1)], clones: [clone("tank/products@before")] },
      },
    },
  },
);
