import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { counted } from "#lib/rules/shared/wording.ts";

/** Units by which a host tells a monitoring system of itself. */
const agents =
  /^(prometheus-)?node[-_]?exporter|^(zabbix-agent2?|telegraf|netdata|collectd|cmk-agent-ctl\S*|check[-_]mk\S*|snmpd|nrpe|nagios-nrpe-server|icinga2|munin-node|grafana-(agent|alloy)|alloy|vector|vmagent|datadog-agent|newrelic-infra|beszel-agent|pulse-agent|osquery|pcp|pmcd|glances|monit|opentelemetry-collector|otelcol\S*|metricbeat|elastic-agent|prometheus)(@\S*)?\.(service|socket|timer)$/i;

export const metricsAgentAbsent = defineRule({
  id: "alert/metrics-agent-absent",
  title: "No agent on this host tells a monitoring system how it is",
  why: "A full disk, a dying fan or a lost array is then seen when something stops, or by whoever happens to log in.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 2,
  impact: 2,
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  references: ["node_exporter"],
  needs: ["services"],
  wants: ["containers", "identity"],
  check({ services, containers, identity }) {
    if (services.length === 0) throw new Undecidable("no unit was listed");
    const agent = services.some(({ unit, unitFileState }) => agents.test(unit) && unitFileState !== "disabled");
    const contained = containers?.containers.some(
      ({ image, running }) => running && /node[-_]exporter|telegraf|netdata|alloy|zabbix-agent|beszel-agent|cadvisor/i.test(image),
    );
    if (agent || contained) return [];
    const enabled = services.filter(({ unitFileState }) => unitFileState === "enabled");
    return [
      {
        subject: identity?.hostname ?? "this host",
        key: "agent",
        observed: `${counted(enabled.length, "enabled unit")}, none of them node-exporter or another agent for metrics`,
        expected: "an agent that gives metrics of disks, memory and temperatures, and a monitor that asks for them",
        cite: enabled.slice(0, 1).map(({ at }) => at),
        // A monitor may ask by SSH or by the API of Proxmox.
        confidence: "suspected",
      },
    ];
  },
  remedy: {
    steps: [
      "`apt install prometheus-node-exporter` (Red Hat family: `dnf install node-exporter`), bound to the management address",
      "Add the host to the targets of the monitor, with alerts on disk space, memory and `up == 0`",
    ],
    risk: "An exporter on 0.0.0.0 tells its metrics to the whole network: bind it, or close port 9100.",
    verify: "systemctl is-active prometheus-node-exporter",
  },
});
