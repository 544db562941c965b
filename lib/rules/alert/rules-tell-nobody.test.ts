import { alertRule, prometheus } from "#lib/rules/testing/alerting-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { rulesTellNobody as rule } from "./rules-tell-nobody.ts";

const rules = [alertRule("InstanceDown", "up == 0")];

describeRule(
  rule,
  { prometheus: prometheus({ rules }) },
  {
    fails: {
      "rules and nobody to tell": [{}, { severity: "high", observed: "1 alerting rule, no Alertmanager that takes what they say" }],
    },
    passes: { "an Alertmanager takes them": { prometheus: prometheus({ rules, alertmanagers: ["10.0.0.9"] }) } },
    notApplicable: { "no alerting rule": { prometheus: prometheus() } },
    unknown: { "Alertmanagers are discovered": { prometheus: prometheus({ rules, alertmanagers: null }) } },
  },
);
