import { dataStore } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { dataStoreWithoutCollection as rule } from "./data-store-without-collection.ts";

const server = (over: Parameters<typeof dataStore>[0]) => ({ dataStores: [dataStore(over)] });

describeRule(
  rule,
  { identity: identity(), backupServer: server({ collectsOn: null, collectedAt: null, prunes: [] }) },
  {
    fails: {
      "no schedule and no prune job": [
        {},
        {
          severity: "medium",
          subject: "main",
          title: "Data store main: no schedule for garbage collection",
          observed: "no schedule for garbage collection; no prune job either",
        },
      ],
      "pruned, but nothing frees the space": [{ backupServer: server({ collectsOn: null }) }, "medium"],
      "a schedule that has never run": [{ backupServer: server({ collectedAt: null }) }, "medium"],
      "the last collection is nine days old": [
        { backupServer: server({ collectedAt: "2026-04-22T12:00:00.000Z" }) },
        { title: "Data store main: the last garbage collection ended 2026-04-22 12:00 UTC" },
      ],
    },
    passes: {
      "the catalogue's sound store: daily": { backupServer: server({}) },
      weekly: { backupServer: server({ collectsOn: "sat 18:15", collectedAt: "2026-04-25T18:15:00.000Z" }) },
      "a schedule whose runs could not be read": { backupServer: server({ collectedAt: null, collectionsRead: false }) },
    },
    notApplicable: { "no data store": { backupServer: { dataStores: [] } } },
  },
);
