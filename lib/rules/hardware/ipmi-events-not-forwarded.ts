import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { runningService } from "#lib/rules/shared/hardware.ts";
import { temperatureAgents } from "./parts/temperature-agents.ts";

/** Programs that bring the controller's events into the system's log or to a monitoring system, by the names that packages give them. */
const forwarders = [
  "ipmievd.service",
  "ipmidetectd.service",
  "prometheus-ipmi-exporter.service",
  "ipmi_exporter.service",
  "prometheus-node-exporter-ipmitool-sensor.timer",
  "freeipmi-ipmiseld.service",
  "ipmiseld.service",
  "dsm_sa_eventmgrd.service",
  "dsm_sa_datamgrd.service",
  "dcismeng.service",
  "amsd.service",
  "hp-ams.service",
  "hp-snmp-agents.service",
];

export const ipmiEventsNotForwarded = defineRule({
  id: "hardware/ipmi-events-not-forwarded",
  title: "Events of the management controller stay where nobody looks",
  why: "Power supplies, fans and memory tell the BMC first. Without ipmievd, an exporter or an alert address, a lost power supply is seen when the second one goes.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 2,
  impact: 3,
  needs: ["bmc", "services"],
  wants: ["prometheus"],
  check({ bmc, services, prometheus }) {
    const scraped = prometheus?.targets.some(({ job, instance }) => /ipmi|idrac|ilo|redfish|bmc/i.test(`${job} ${instance}`)) ?? false;
    if (scraped || runningService(services, forwarders)) return [];
    const agent = runningService(services, temperatureAgents);
    if (agent) throw new Undecidable(`${agent.unit} can ask the BMC; whether it does is not seen from here`);
    const name = controllerName(bmc.manufacturer);
    return [
      {
        subject: name,
        title: `Events of ${name} stay in the BMC: no ipmievd, no exporter, no agent of the maker runs`,
        observed: `${bmc.manufacturer ?? "a BMC"} answers, and none of ipmievd, an IPMI exporter or the maker's agent is enabled`,
        expected: "ipmievd or an exporter that runs, or an alert address set in the BMC itself",
        cite: [bmc.at],
        confidence: "inferred",
      },
    ];
  },
  remedy: {
    steps: [
      "`apt install ipmitool` and `systemctl enable --now ipmievd`, so that each event reaches the system log; or scrape it with prometheus-ipmi-exporter",
      "Or set a mail, SNMP or Redfish destination in the BMC, and send its test event",
    ],
    risk: "None to the host; the first start may log all old events once.",
    verify: "systemctl status ipmievd; ipmitool sel elist last 5",
  },
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  references: ["ipmievd(8)"],
});

/** What the makers call theirs. */
function controllerName(manufacturer: string | null): string {
  if (/dell/i.test(manufacturer ?? "")) return "iDRAC";
  if (/hewlett|hpe?\b/i.test(manufacturer ?? "")) return "iLO";
  return /lenovo|ibm/i.test(manufacturer ?? "") ? "XClarity controller" : "BMC";
}
