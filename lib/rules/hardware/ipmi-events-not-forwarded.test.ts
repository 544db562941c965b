import { service } from "#lib/rules/testing/boot-testing.ts";
import { bmc } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { ipmiEventsNotForwarded as rule } from "./ipmi-events-not-forwarded.ts";

const target = { job: "ipmi", instance: "10.0.0.9", module: null, health: "up" as const, error: null, at: cite("prometheus.yml", "ipmi") };

describeRule(
  rule,
  { bmc: bmc(), services: [service("ssh.service")] },
  {
    fails: {
      "a BMC and nobody who listens": [{}, { severity: "medium", subject: "iDRAC" }],
      "ipmievd is stopped": [
        {
          services: [service("ipmievd.service", { activeState: "inactive", unitFileState: "disabled" })],
          bmc: bmc({ manufacturer: "Super Micro" }),
        },
        { severity: "medium", subject: "BMC" },
      ],
    },
    unknown: {
      "an agent that can ask the BMC": { services: [service("zabbix-agent2.service")] },
    },
    passes: {
      "ipmievd runs": { services: [service("ipmievd.service")] },
      "an exporter is enabled": { services: [service("prometheus-ipmi-exporter.service", { activeState: null })] },
      "Prometheus asks the BMC": {
        prometheus: { rules: [], rulesComplete: true, targets: [target], targetsComplete: true, alertmanagers: [] },
      },
    },
  },
);
