import { expect, test } from "vitest";
import { hostOfTarget, instanceOf, readPrometheusConfig } from "#collectors/probes/parse/prometheus-config.ts";
import { Prometheus } from "#lib/facts/prometheus.ts";
import { prometheusFromApi } from "./parse-prometheus.ts";

const rules = {
  status: "success",
  data: {
    groups: [
      {
        name: "general.rules",
        file: "/etc/prometheus/rules/general.yml",
        interval: 30,
        rules: [
          { state: "firing", name: "Watchdog", query: "vector(1)", duration: 0, labels: { severity: "none" }, type: "alerting" },
          { name: "count:up1", query: "count(up == 1)", health: "ok", type: "recording" },
        ],
      },
    ],
  },
};
const targets = {
  status: "success",
  data: {
    activeTargets: [
      {
        discoveredLabels: { __address__: "10.0.0.7:9100", job: "node" },
        labels: { instance: "10.0.0.7:9100", job: "node" },
        scrapePool: "node",
        scrapeUrl: "http://10.0.0.7:9100/metrics",
        lastError: "",
        lastScrape: "2026-11-20T14:16:01.2Z",
        health: "up",
      },
      {
        discoveredLabels: { __address__: "blackbox:9115", __param_module: "dns_internal", __param_target: "10.0.0.53", job: "dns" },
        labels: { instance: "10.0.0.53", job: "dns" },
        scrapePool: "dns",
        scrapeUrl: "http://blackbox:9115/probe?module=dns_internal&target=10.0.0.53",
        lastError: "context deadline exceeded",
        health: "down",
      },
    ],
    droppedTargets: [],
  },
};

test("the answers of the API make the fact", () => {
  const fact = prometheusFromApi({
    rules,
    targets,
    alertmanagers: { status: "success", data: { activeAlertmanagers: [{ url: "http://10.0.0.9:9093/api/v2/alerts" }] } },
  });
  expect(Prometheus.safeParse(fact).error).toBeUndefined();
  expect(fact.rules).toHaveLength(1);
  expect(fact.rules[0]).toMatchObject({ name: "Watchdog", expression: "vector(1)", labels: [{ name: "severity", value: "none" }] });
  expect(fact.targets).toMatchObject([
    { job: "node", instance: "10.0.0.7:9100", module: null, health: "up", error: null },
    { job: "dns", instance: "10.0.0.53", module: "dns_internal", health: "down", error: "context deadline exceeded" },
  ]);
  expect(fact.alertmanagers).toEqual(["10.0.0.9"]);
});

test("an answer that is an error is refused", () => {
  expect(() => prometheusFromApi({ rules: { status: "error", error: "timeout" }, targets })).toThrow();
});

const config = `
rule_files: ["rules/*.yml", "/etc/prometheus/alert.rules"]
alerting:
  alertmanagers: [{ static_configs: [{ targets: ["localhost:9093"] }] }]
scrape_configs:
  - job_name: node
    static_configs:
      - targets:
          - kvm-01:9100
          - "[fd00::2]:9100"
  - job_name: blackbox
    params: { module: [tcp_connect] }
    file_sd_configs: [{ files: [/etc/prometheus/targets/*.yml] }]
`;
const beside = [
  { source: "/etc/prometheus/rules/a.yml", text: "groups: [{ name: g, rules: [{ alert: Down, expr: up == 0 }, { record: x, expr: y }] }]" },
  { source: "/etc/prometheus/targets/nas.yml", text: "- targets: ['10.0.0.20:2049']" },
];

test("the files on a host make the same fact, and say what they leave open", () => {
  const fact = readPrometheusConfig({ source: "/etc/prometheus/prometheus.yml", text: config }, beside);
  expect(Prometheus.safeParse(fact).error).toBeUndefined();
  expect(fact.rules.map(({ name }) => name)).toEqual(["Down"]);
  expect(fact.targets.map(({ instance, module }) => [instance, module])).toEqual([
    ["kvm-01:9100", null],
    ["[fd00::2]:9100", null],
    ["10.0.0.20:2049", "tcp_connect"],
  ]);
  expect(fact.targets[0]?.at.text).toContain("kvm-01:9100");
  expect(fact).toMatchObject({ rulesComplete: false, targetsComplete: true, alertmanagers: ["localhost"] });
  const discovering = `${config}  - job_name: pods\n    kubernetes_sd_configs: [{ role: pod }]\n`;
  expect(readPrometheusConfig({ source: "/etc/prometheus/prometheus.yml", text: discovering }, beside).targetsComplete).toBe(false);
});

test.each([
  ["https://app.lan/health?x=1", "app.lan", "app.lan"],
  ["10.0.0.7:9100", "10.0.0.7:9100", "10.0.0.7"],
  ["[fd00::2]:9100", "[fd00::2]:9100", "fd00::2"],
  ["fd00::2", "fd00::2", "fd00::2"],
])("%s", (target, instance, host) => {
  expect([instanceOf(target), hostOfTarget(target)]).toEqual([instance, host]);
});
