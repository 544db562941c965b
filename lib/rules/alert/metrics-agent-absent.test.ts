import type { Service } from "#lib/facts/services.ts";
import { container, containers } from "#lib/rules/testing/containers-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { metricsAgentAbsent as rule } from "./metrics-agent-absent.ts";

const unit = (name: string, unitFileState = "enabled"): Service => ({
  unit: name,
  loadState: null,
  activeState: null,
  subState: null,
  result: null,
  unitFileState,
  restarts: null,
  after: [],
  requires: [],
  requiresMountsFor: [],
  wantsMountsFor: [],
  dropIns: [],
  execStartPre: null,
  timeoutStart: null,
  at: cite("systemctl list-unit-files", `${name} ${unitFileState}`),
});

const agents = [
  "prometheus-node-exporter.service",
  "node_exporter.service",
  "zabbix-agent2.service",
  "check-mk-agent.socket",
  "telegraf.service",
  "netdata.service",
];

describeRule(
  rule,
  { services: [unit("ssh.service"), unit("cron.service")] },
  {
    fails: {
      "no agent among the units": [{}, { severity: "low", confidence: "suspected" }],
      "an agent that is disabled": [{ services: [unit("ssh.service"), unit("prometheus-node-exporter.service", "disabled")] }, "low"],
    },
    passes: {
      ...Object.fromEntries(agents.map((name) => [name, { services: [unit("ssh.service"), unit(name)] }])),
      "in a container": { containers: containers([container("exporter", { image: "prom/node-exporter:v1.9" })]) },
    },
    unknown: { "no unit was listed": { services: [] } },
  },
);
