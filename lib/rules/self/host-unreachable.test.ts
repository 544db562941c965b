import { contact, minutesAgo } from "#lib/rules/testing/context-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { hostUnreachable as rule } from "./host-unreachable.ts";

const dark = contact({
  state: "unreachable",
  code: "timeout",
  sentence: "No answer within 10 s.",
  failures: 2,
  lastSeenAt: minutesAgo(180),
});

describeRule(
  rule,
  { contact: dark },
  {
    fails: {
      "two visits in a row without an answer": [
        {},
        {
          severity: "high",
          confidence: "confirmed",
          observed: "No answer within 10 s; last read 2026-05-01 09:00 UTC",
          evidence: [{ source: "visit", line: 1, text: "timeout: No answer within 10 s." }],
        },
      ],
      "a login that is refused is told as that": [
        { contact: { ...dark, state: "denied" } },
        { severity: "high", title: "The host answers and lets Bulkhead no longer in" },
      ],
      "where no host answers it is our own network": [
        { contact: { ...dark, others: { total: 9, unreachable: 9 } } },
        { confidence: "suspected", title: "No host answers any more: Bulkhead itself is cut off" },
      ],
      "one that was never read": [{ contact: { ...dark, lastSeenAt: null } }, { observed: "No answer within 10 s; never read so far" }],
    },
    passes: {
      "a host that answers": { contact: contact() },
      "one failed visit": { contact: { ...dark, failures: 1 } },
    },
    notApplicable: { "a host with another key is another rule's": { contact: { ...dark, state: "key-changed" } } },
  },
);
