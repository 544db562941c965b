import { declared } from "#lib/rules/testing/context-testing.ts";
import { dataStore, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { restoreNeverTested as rule } from "./restore-never-tested.ts";

const tested = (on: string, worked = true) => declared({ kind: "restore-test", subject: "dns", on, worked });

describeRule(
  rule,
  { guests: [vm("100", "dns")], declared: [] },
  {
    fails: {
      "nobody said anything": [{}, { severity: "low", confidence: "suspected", observed: "nobody has recorded a restore test" }],
      "an old test": [
        { declared: [tested("2025-09-01")] },
        { severity: "medium", confidence: "confirmed", title: "The last restore test, of dns, was on 2025-09-01" },
      ],
      "the last one failed": [
        { declared: [tested("2026-03-01"), tested("2026-04-20", false)] },
        { severity: "high", title: "The last restore test, of dns, failed" },
      ],
      "a server that verifies counts half": [
        { declared: [tested("2025-09-01")], backupServer: { dataStores: [dataStore({ verified: true })] } },
        "low",
      ],
    },
    passes: { "the catalogue's sound record": { declared: [tested("2026-04-01")] } },
    notApplicable: { "no guests": { guests: [] } },
  },
);
