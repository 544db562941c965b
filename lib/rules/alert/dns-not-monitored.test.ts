import { alertRule, prometheus, target } from "#lib/rules/testing/alerting-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { dnsNotMonitored as rule } from "./dns-not-monitored.ts";

const down = alertRule("InstanceDown", "up == 0");

describeRule(
  rule,
  { prometheus: prometheus({ rules: [down], targets: [target("10.0.0.7:9100")] }) },
  {
    fails: {
      "nothing about DNS": [{}, { severity: "low", observed: "none of 1 alerting rule and no target is about DNS" }],
      "probed, and no alert looks": [
        { prometheus: prometheus({ rules: [down], targets: [target("10.0.0.53", "blackbox", "up", { module: "dns_internal" })] }) },
        { severity: "low", observed: "1 target about DNS, and none of 1 alerting rule looks at them" },
      ],
      "no rules at all": [{ prometheus: prometheus() }, "low"],
    },
    passes: {
      "a rule by name": { prometheus: prometheus({ rules: [alertRule("DnsProbeFailed", "probe_success == 0")] }) },
      "a rule on CoreDNS": { prometheus: prometheus({ rules: [alertRule("Errors", "rate(coredns_dns_responses_total[5m]) > 1")] }) },
      "a rule on a job": { prometheus: prometheus({ rules: [alertRule("Failed", 'probe_success{job="blackbox-dns"} == 0')] }) },
    },
    unknown: { "rule files that were not read": { prometheus: prometheus({ rules: [down], rulesComplete: false }) } },
  },
);
