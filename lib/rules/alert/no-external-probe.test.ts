import { alertmanager, receiver } from "#lib/rules/testing/alerting-testing.ts";
import { fleetHost } from "#lib/rules/testing/fleet-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { noExternalProbe as rule } from "./no-external-probe.ts";

const fleet = [fleetHost("kvm-01", "10.0.0.1")];
const probe = (lastFiredOn: string | null, declaredAt = "2026-04-01T00:00:00Z") => [
  {
    kind: "external-probe" as const,
    id: "1",
    host: null,
    note: null,
    declaredBy: "mira",
    declaredAt,
    target: "https://example.net",
    checkedBy: "UptimeRobot",
    lastFiredOn,
  },
];

describeRule(
  rule,
  { declared: [], fleet },
  {
    fails: {
      "nobody declared a check": [{}, { severity: "high", fingerprint: "alert/no-external-probe|fleet|none" }],
      "a heartbeat alone counts for the alerting": [
        { alertmanager: alertmanager([], [receiver("beat", "webhook:hc-ping.com")]) },
        { severity: "medium", title: "A heartbeat leaves the site, but nothing outside checks its services" },
      ],
      "a check that nobody has seen fire": [{ declared: probe(null) }, { severity: "low", subject: "https://example.net" }],
      "a check of which nobody has said anything for a year": [{ declared: probe("2025-04-01", "2025-04-01T00:00:00Z") }, "low"],
    },
    passes: { "declared and seen to fire": { declared: probe("2026-03-30") } },
    notApplicable: { "no host is entered yet": { fleet: [] } },
  },
);
