import { schedule } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { replicationStale as rule } from "./replication-stale.ts";

const dataset = (name: string, createdAt: string) => {
  const snapshot = { name: `${name}@20260420-2330`, createdAt, usedBytes: 0, at: cite("zfs list -t snapshot", name) };
  return { name, snapshots: 3, usedBytes: 0, oldest: snapshot, newest: snapshot, previous: null, largest: snapshot };
};
const old = { datasets: [dataset("rpool/off/products", "2026-04-20T23:30:00.000Z")], clones: [] };
const pull = schedule("*/30 * * * *", "/opt/zfs-sync/pull-products.sh");

describeRule(
  rule,
  { identity: identity(), zfsSnapshots: old, schedules: [pull] },
  {
    fails: {
      "eleven days instead of half an hour": [
        {},
        {
          severity: "high",
          confidence: "inferred",
          subject: "rpool/off/products",
          expected: "a snapshot not older than 24 hours",
          title: 'rpool/off/products has no newer snapshot than 20260420-2330, although its copy is due at "*/30 * * * *"',
        },
      ],
      "the dataset named in full": [{ schedules: [schedule("@daily", "syncoid root@off1:tank/x rpool/off/products")] }, "high"],
    },
    passes: {
      "renewed this morning": { zfsSnapshots: { ...old, datasets: [dataset("rpool/off/products", "2026-05-01T11:30:00.000Z")] } },
      "a weekly copy of eleven days": { schedules: [schedule("0 3 * * sun", "/opt/zfs-sync/pull-products.sh")] },
    },
    notApplicable: {
      "another dataset's job": { schedules: [schedule("@daily", "/opt/zfs-sync/pull-images.sh")] },
      "a copy of files, which renews no snapshot": { schedules: [schedule("@daily", "rsync -a /rpool/off/products backup@nas:products")] },
      "a snapshot job that copies nothing": { schedules: [schedule("@daily", "/usr/local/sbin/products-report")] },
    },
  },
);
