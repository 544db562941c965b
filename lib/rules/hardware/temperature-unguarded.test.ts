import type { Schedule } from "#lib/facts/schedules.ts";
import { service } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { temperatureUnguarded as rule } from "./temperature-unguarded.ts";

const cron = (command: string, over: Partial<Schedule> = {}): Schedule => ({
  by: "cron",
  when: "*/5 * * * *",
  user: "root",
  command,
  lastRunAt: null,
  nextRunAt: null,
  at: cite("/etc/cron.d/x", command),
  ...over,
});
const prometheus = (name: string, expression: string) => ({
  rules: [{ name, group: "host", expression, labels: [], at: cite("/etc/prometheus/rules.yml", name) }],
  rulesComplete: true,
  targets: [],
  targetsComplete: true,
  alertmanagers: [],
});

const ordinary = [cron("/usr/local/sbin/log-error-digest"), cron("/usr/sbin/logrotate /etc/logrotate.conf")];

describeRule(
  rule,
  { identity: identity(), services: [service("ssh.service")], schedules: ordinary },
  {
    fails: {
      "nobody looks at temperatures": [{}, { severity: "medium", subject: "kvm-01" }],
      "a cron line that lacks its user never runs": [{ schedules: [...ordinary, cron("temperature-guard", { user: null })] }, "medium"],
      "an agent that is stopped": [
        { services: [service("prometheus-node-exporter.service", { activeState: "inactive", unitFileState: "disabled" })] },
        "medium",
      ],
    },
    passes: {
      "a guard by cron": { schedules: [cron("/usr/local/sbin/thermal-guard --warn 75 --crit 90")] },
      "a guard by timer": { schedules: [cron("temperature.service", { by: "timer", user: null, when: "temperature.timer" })] },
      "the catalogue's rule HostTemperatureHigh": { prometheus: prometheus("HostTemperatureHigh", "node_hwmon_temp_celsius > 75") },
      sensord: { services: [service("sensord.service")] },
    },
    notApplicable: { "a guest": { identity: identity({ virtualization: "kvm" }) } },
    unknown: {
      "an exporter whose alerts are elsewhere": { services: [service("node_exporter.service")] },
      "next to nothing of what runs by the clock was read": { schedules: ordinary.slice(0, 1) },
    },
  },
);
