import { expect } from "vitest";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockedTasks } from "#lib/rules/testing/storage-testing.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { snapshotsStopped as rule } from "./snapshots-stopped.ts";

const snapshot = (name: string, createdAt: string) => ({ name, createdAt, usedBytes: 0, at: cite("zfs list", name) });

/** A dataset by its last two snapshots. */
function dataset(name: string, previous: [string, string], newest: [string, string]) {
  const [before, last] = [previous, newest].map(([label, createdAt]) => snapshot(`${name}@${label}`, createdAt));
  if (!before || !last) throw new Error("two snapshots");
  return { name, snapshots: 2, usedBytes: 0, oldest: before, newest: last, previous: before, largest: last };
}

const products = dataset("rpool/products", ["20230530-2300", "2023-05-30T23:01:00Z"], ["20230530-2330", "2023-05-30T23:31:00Z"]);
const only = (...datasets: ReturnType<typeof dataset>[]) => ({ zfsSnapshots: { datasets, clones: [] } });

describeRule(
  rule,
  { ...only(products), identity: identity({ clock: "2023-06-08T12:30:00Z" }) },
  {
    fails: {
      "every half hour, and none for nine days": [
        {},
        {
          severity: "medium",
          confidence: "inferred",
          subject: "rpool/products",
          title: "No automatic snapshot of rpool/products for days: the newest is of 2023-05-30",
          observed: "newest: rpool/products@20230530-2330 of 2023-05-30 23:31 UTC, 30 min after the one before",
        },
      ],
      "with the receive that hangs": [
        { blockedTasks: { ...blockedTasks(), longTransfers: [{ comm: "zfs", ageSeconds: 25_213, at: cite("ps", "S 25213 zfs") }] } },
        { observed: expect.stringContaining("a zfs recv or send runs since 2023-06-08 05:00 UTC") },
      ],
      "all of one tool together": [
        only(products, dataset("rpool/images", ["20230501-0000", "2023-05-01T00:00:00Z"], ["20230502-0000", "2023-05-02T00:00:00Z"])),
        { subject: "rpool/products and rpool/images" },
      ],
      "sanoid, daily": [
        only(
          dataset(
            "tank/vms",
            ["autosnap_2023-05-01_00:00:01_daily", "2023-05-01T00:00:01Z"],
            ["autosnap_2023-05-02_00:00:01_daily", "2023-05-02T00:00:01Z"],
          ),
        ),
        "medium",
      ],
    },
    passes: {
      "the newest is of today": only(
        dataset("rpool/images", ["20230607-0000", "2023-06-07T00:02:00Z"], ["20230608-0000", "2023-06-08T00:02:00Z"]),
      ),
      "a daily one that was left out over a weekend": only(
        dataset("rpool/images", ["20230604-0000", "2023-06-04T00:02:00Z"], ["20230605-0000", "2023-06-05T00:02:00Z"]),
      ),
      "made by people": only(dataset("rpool/ROOT", ["before-upgrade", "2022-01-01T00:00:00Z"], ["after-upgrade", "2022-01-01T01:00:00Z"])),
      "two of different kinds": only(dataset("rpool/ROOT", ["20220101", "2022-01-01T00:00:00Z"], ["pre-upgrade", "2022-01-02T00:00:00Z"])),
      "now and then": only(dataset("rpool/ROOT", ["20220101", "2022-01-01T00:00:00Z"], ["20220601", "2022-06-01T00:00:00Z"])),
      "one snapshot only": { zfsSnapshots: { datasets: [{ ...products, previous: null }], clones: [] } },
    },
  },
);
