import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { counted } from "#lib/rules/shared/wording.ts";

/** Metrics of name servers and of probes that ask them, and the words that people use in jobs, modules and names of alerts. */
const aboutDns =
  /probe_dns|coredns_|unbound_|bind_|named_|pihole_|adguard_|dnsmasq_|pdns_|powerdns_|(^|[^a-z])(dns|coredns|unbound|bind9?|pi-?hole|adguard|dnsmasq|resolver)/i;

export const dnsNotMonitored = defineRule({
  id: "alert/dns-not-monitored",
  title: "No alert fires when names cannot be resolved",
  why: "When names fail, everything else fails in odd ways, and hours go by on the wrong trail.",
  scope: "fleet",
  scenarios: ["dns-loss"],
  likelihood: 2,
  impact: 2,
  references: ["blackbox_exporter: dns module"],
  needs: ["prometheus"],
  check({ prometheus }) {
    if (prometheus.rules.some(({ name, expression }) => aboutDns.test(name) || aboutDns.test(expression))) return [];
    if (!prometheus.rulesComplete) throw new Undecidable("some rule files of Prometheus were not read");
    const probed = prometheus.targets.filter(({ job, module }) => aboutDns.test(job) || aboutDns.test(module ?? ""));
    const [first] = [...probed, ...prometheus.rules];
    return [
      {
        subject: "DNS",
        key: "dns",
        observed:
          probed.length > 0
            ? `${counted(probed.length, "target")} about DNS, and none of ${counted(prometheus.rules.length, "alerting rule")} looks at them`
            : `none of ${counted(prometheus.rules.length, "alerting rule")} and no target is about DNS`,
        expected: "each name server is asked for an internal and an external name, with an alert on failures",
        cite: first ? [first.at] : [],
        confidence: "inferred",
      },
    ];
  },
  remedy: {
    steps: [
      "Give the blackbox exporter a module `dns` with `query_name` of an internal name, one more with an external name, and probe each name server by address",
      "Alert on `probe_success == 0` of these jobs, and on `probe_dns_lookup_time_seconds > 2`",
    ],
    risk: "A name with a long TTL is answered from a cache: ask the name server itself, by its address.",
    verify: "promtool query instant http://localhost:9090 'probe_success{job=~\".*dns.*\"}'",
  },
});
