import { alertRule, prometheus } from "#lib/rules/testing/alerting-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { noDeadman as rule } from "./no-deadman.ts";

const other = alertRule("InstanceDown", "up == 0");
const drill = {
  kind: "drill" as const,
  id: "1",
  host: null,
  note: null,
  declaredBy: "mira",
  declaredAt: "2026-04-01T00:00:00Z",
  on: "2026-04-01",
};
const job = (command: string) => [
  {
    name: "kvm-01",
    address: "10.0.0.1",
    state: "reachable" as const,
    lastSeenAt: null,
    readings: {
      schedules: {
        status: "ok" as const,
        value: [
          {
            by: "cron" as const,
            when: "* * * * *",
            user: "root",
            command,
            lastRunAt: null,
            nextRunAt: null,
            at: cite("/etc/crontab", command),
          },
        ],
      },
    },
  },
];

describeRule(
  rule,
  { prometheus: prometheus({ rules: [other] }) },
  {
    fails: {
      "no rule is always true": [{}, { severity: "high", fingerprint: "alert/no-deadman|fleet|deadman" }],
      "no rule at all": [{ prometheus: prometheus() }, "high"],
      "a job that pings nobody": [{ fleet: job("/usr/local/bin/backup.sh") }, "high"],
    },
    passes: {
      "vector(1)": { prometheus: prometheus({ rules: [other, alertRule("Watchdog", "vector(1)")] }) },
      "another name": { prometheus: prometheus({ rules: [alertRule("EverythingFine", "vector(1)")] }) },
      "another expression": { prometheus: prometheus({ rules: [alertRule("DeadMansSwitch", 'up{job="prometheus"} == 1')] }) },
      "a job that pings a check outside": { fleet: job("curl -fsS https://hc-ping.com/9b1f") },
      "another system whose heartbeat was tried": { declared: [{ ...drill, drill: "dead-man-switch", worked: true }] },
      "found among files of which some were not read": {
        prometheus: prometheus({ rulesComplete: false, rules: [alertRule("Watchdog", "vector(1)")] }),
      },
    },
    unknown: { "rule files that were not read": { prometheus: prometheus({ rules: [other], rulesComplete: false }) } },
  },
);
