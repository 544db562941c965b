/** Agents that carry temperatures away; whether somebody is told of high ones is not seen on the host. */
export const temperatureAgents = [
  "prometheus-node-exporter.service",
  "node_exporter.service",
  "prometheus-ipmi-exporter.service",
  "ipmi_exporter.service",
  "ipmievd.service",
  "telegraf.service",
  "zabbix-agent.service",
  "zabbix-agent2.service",
  "netdata.service",
  "collectd.service",
  "check-mk-agent.socket",
  "grafana-agent.service",
  "alloy.service",
  "snmpd.service",
  "munin-node.service",
  "nagios-nrpe-server.service",
  "nrpe.service",
  "icinga2.service",
  "datadog-agent.service",
  "cmk-agent-ctl-daemon.service",
  "pmcd.service",
  "glances.service",
];
/** Programs that watch temperatures by themselves. */
export const temperatureGuards = [
  "sensord.service",
  "monit.service",
  "dsm_sa_datamgrd.service",
  "dsm_sa_eventmgrd.service",
  "amsd.service",
  "hp-health.service",
];
