import { expect } from "vitest";
import { alertmanager, silence } from "#lib/rules/testing/alerting-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { silenceOrMaintenanceTagStale as rule } from "./silence-or-maintenance-tag-stale.ts";

const silenced = (...list: ReturnType<typeof silence>[]) => alertmanager([], [], { silences: list });
const window = (endsAt: string) => ({ id: "w", title: "Kernel update", hosts: ["kvm-01"], endsAt: new Date(endsAt), plannedBy: "mira" });
const change = (expiresOn: string, undoneOn: string | null = null) => [
  {
    kind: "temporary-change" as const,
    id: "1",
    host: "kvm-01",
    note: null,
    declaredBy: "mira",
    declaredAt: "2026-03-01T00:00:00Z",
    what: "radius-01 taken out of its group",
    owner: "noor",
    expiresOn,
    undoneOn,
  },
];

describeRule(
  rule,
  { declared: [], alertmanager: silenced(silence("instance=nas", "2026-03-01T00:00:00Z", "2026-05-10T00:00:00Z")) },
  {
    fails: {
      "active for two months": [
        {},
        {
          severity: "medium",
          subject: "instance=nas",
          title: "The silence of instance=nas runs since 2026-03-01",
          observed: "instance=nas, by mira (disk swap), from 2026-03-01 to 2026-05-10",
        },
      ],
      "ends in a year": [
        { alertmanager: silenced(silence("instance=nas", "2026-05-01T10:00:00Z", "2027-05-01T00:00:00Z")) },
        { severity: "medium", title: "The silence of instance=nas runs until 2027-05-01" },
      ],
      "of the heartbeat": [
        { alertmanager: silenced(silence("alertname=Watchdog", "2026-03-01T00:00:00Z", "2026-05-10T00:00:00Z")) },
        { severity: "critical", title: expect.stringContaining("heartbeat") },
      ],
      "of everything": [
        { alertmanager: silenced(silence("alertname=~.+", "2026-03-01T00:00:00Z", "2026-05-10T00:00:00Z")) },
        { severity: "critical", title: "All alerts are silenced until 2026-05-10" },
      ],
      "a temporary change past its day": [
        { alertmanager: undefined, declared: change("2026-04-01") },
        { severity: "medium", observed: "radius-01 taken out of its group on kvm-01, owner noor, until 2026-04-01, still in place" },
      ],
      "a maintenance window past its end": [
        { alertmanager: undefined, windows: [window("2026-05-01T08:00:00Z")] },
        { severity: "medium", subject: "Kernel update", observed: expect.stringContaining("planned by mira, hosts kvm-01; not closed") },
      ],
    },
    passes: {
      "a maintenance window that still runs": {
        alertmanager: silenced(),
        windows: [window("2027-05-01T08:00:00Z")],
      },
      "of this evening": { alertmanager: silenced(silence("instance=nas", "2026-05-01T08:00:00Z", "2026-05-01T18:00:00Z")) },
      "one that has ended": {
        alertmanager: silenced(silence("instance=nas", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", { state: "expired" })),
      },
      "one to come": {
        alertmanager: silenced(silence("instance=nas", "2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z", { state: "pending" })),
      },
      "a change that was undone": { alertmanager: silenced(), declared: change("2026-04-01", "2026-04-02") },
      "a change whose last day is today": { alertmanager: silenced(), declared: change("2026-05-01") },
    },
    unknown: { "silences were not read": { alertmanager: alertmanager([], []) } },
  },
);
