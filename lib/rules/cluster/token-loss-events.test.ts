import { corosyncEvent } from "#lib/rules/testing/cluster-testing.ts";
import { clusterConfig } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { tokenLossEvents } from "./token-loss-events.ts";

const log = (...events: ReturnType<typeof corosyncEvent>[]) => ({ corosyncEvents: { events, since: "2026-04-17T00:00:00.000Z" } });

describeRule(
  tokenLossEvents,
  { ...log(corosyncEvent("token-lost", 3)), clusterConfig: clusterConfig("lab", ["a", "b"]) },
  {
    fails: {
      "token not received": [{}, { severity: "high", subject: "lab", observed: "token not received 3 times" }],
      "a single event": [log(corosyncEvent("processor-failed")), { severity: "medium", observed: "a processor failed once" }],
      "a link that flaps": [
        log(corosyncEvent("link-down", 12, { subject: "node 2 link 0" })),
        { severity: "high", title: "Links of corosync went down within the last 14 days", observed: "node 2 link 0 down 10 times or more" },
      ],
      "a burst of retransmits": [log(corosyncEvent("retransmit", 40)), { observed: "more than 20 retransmits within 10 minutes" }],
      "lines without a time count": [log(corosyncEvent("token-lost", 2, { lastAt: null })), "high"],
      "a cluster whose name was not read": [{ clusterConfig: undefined }, { subject: "the cluster" }],
    },
    passes: {
      silence: log(),
      "single retransmits over days": log(corosyncEvent("retransmit", 60, { mostInTenMinutes: 2 })),
      "older than 14 days": log(corosyncEvent("token-lost", 5, { lastAt: "2026-04-10T00:00:00.000Z" })),
    },
  },
);
