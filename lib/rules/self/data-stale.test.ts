import { contact, minutesAgo } from "#lib/rules/testing/context-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { dataStale as rule } from "./data-stale.ts";

describeRule(
  rule,
  { contact: contact({ state: "unreachable", failures: 200, lastSeenAt: minutesAgo(9 * 24 * 60) }) },
  {
    fails: {
      "nine days old": [{}, { severity: "medium", observed: "everything was last read 2026-04-22 12:00 UTC" }],
      "what is read every six hours has stopped, the rest has not": [
        { contact: contact({ readAt: { sixHourly: minutesAgo(19 * 60), daily: minutesAgo(60) } }) },
        { observed: "what is read every 6 h was last read 2026-04-30 17:00 UTC" },
      ],
    },
    passes: {
      "20 minutes old": { contact: contact({ lastSeenAt: minutesAgo(20) }) },
      "two missed visits": { contact: contact({ lastSeenAt: minutesAgo(179) }) },
      "a host that is visited once a week: its lanes are as old as its visits": {
        contact: contact({ intervalSeconds: 7 * 86_400, lastSeenAt: minutesAgo(60), readAt: { hourly: minutesAgo(8 * 24 * 60) } }),
      },
      "a host that was never read: it is unreachable, not stale": { contact: contact({ lastSeenAt: null }) },
    },
  },
);
