import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseMatchers, readAlertmanagerConfig } from "#collectors/probes/parse/alertmanager-config.ts";
import { Alertmanager } from "#lib/facts/alertmanager.ts";
import { alertmanagerFromApi } from "./parse-alertmanager.ts";

const fixture = (name: string) => readFileSync(new URL(`__fixtures__/${name}`, import.meta.url), "utf8");
const status = (original: string) => ({
  cluster: { name: "01JD7", status: "ready", peers: [{ name: "01JD7", address: "10.0.0.7:9094" }] },
  versionInfo: { version: "0.33.1", branch: "HEAD" },
  config: { original },
  uptime: "2026-11-02T05:10:11.418Z",
});
const silence = {
  id: "7d8e0d5b-65e1-4d5e-8a1c-1f1d7c3f0a11",
  status: { state: "active" },
  updatedAt: "2026-11-01T08:00:00.000Z",
  comment: "disk swap",
  createdBy: "mira",
  startsAt: "2026-11-01T08:00:00.000Z",
  endsAt: "2027-11-01T08:00:00.000Z",
  matchers: [
    { name: "instance", value: "nas.*", isRegex: true, isEqual: true },
    { name: "severity", value: "critical", isRegex: false, isEqual: false },
  ],
};
const alert = {
  annotations: {},
  endsAt: "2026-11-20T14:20:00.000Z",
  fingerprint: "e1749c8b6c1d2c9f",
  receivers: [{ name: "Watchdog" }],
  startsAt: "2026-11-02T05:11:00.000Z",
  status: { inhibitedBy: [], silencedBy: [], mutedBy: [], state: "active" },
  updatedAt: "2026-11-20T14:16:00.000Z",
  labels: { alertname: "Watchdog", severity: "none" },
};

test("the answers of the API make the fact", () => {
  const fact = alertmanagerFromApi({
    status: status(fixture("alertmanager--kube-prometheus.yml")),
    silences: [silence],
    receivers: [{ name: "Default" }, { name: "Watchdog" }, { name: "Critical" }, { name: "null" }],
    alerts: [alert],
  });
  expect(Alertmanager.safeParse(fact).error).toBeUndefined();
  expect(fact.receivers.map(({ name, integrations }) => [name, integrations.length])).toEqual([
    ["Default", 0],
    ["Watchdog", 0],
    ["Critical", 0],
    ["null", 0],
  ]);
  expect(fact.routes[1]).toMatchObject({
    parent: 0,
    receiver: "Watchdog",
    matchers: [{ label: "alertname", operator: "=", value: "Watchdog" }],
    continues: false,
    groupIntervalSeconds: 300,
    repeatIntervalSeconds: 43_200,
    at: { source: "/api/v2/status", text: '    "receiver": "Watchdog"' },
  });
  expect(fact.inhibitions[0]?.target).toEqual([{ label: "severity", operator: "=~", value: "warning|info" }]);
  expect(fact).toMatchObject({ peers: 1, version: "0.33.1" });
  expect(fact.silences?.[0]).toMatchObject({ state: "active", createdBy: "mira" });
  expect(fact.silences?.[0]?.matchers.map(({ operator }) => operator)).toEqual(["=~", "!="]);
  expect(fact.alerts?.[0]).toMatchObject({ receivers: ["Watchdog"], state: "active" });
});

test("what was not asked is null, not empty", () => {
  expect(alertmanagerFromApi({ status: status("route: {receiver: a}\nreceivers: [{name: a}]") })).toMatchObject({
    silences: null,
    alerts: null,
  });
});

test("routes inherit, in the three spellings of conditions", () => {
  const { routes, receivers } = readAlertmanagerConfig({ source: "alertmanager.yml", text: fixture("alertmanager--simple.yml") });
  expect(routes.map(({ parent, receiver, repeatIntervalSeconds }) => [parent, receiver, repeatIntervalSeconds])).toEqual([
    [null, "team-X-mails", 10_800],
    [0, "team-X-mails", 10_800],
    [1, "team-X-pager", 10_800],
    [0, "team-Y-mails", 10_800],
    [3, "team-Y-pager", 10_800],
    [0, "team-DB-pager", 10_800],
    [5, "team-X-pager", 10_800],
    [5, "team-Y-pager", 10_800],
  ]);
  expect(receivers[1]?.integrations).toEqual([
    { kind: "email", host: null },
    { kind: "pagerduty", host: null },
  ]);
});

test("a webhook tells its host and keeps its path", () => {
  const text = [
    "route: { receiver: beat, routes: [{ receiver: in, match: { alertname: Watchdog }, match_re: { site: 'a|b' }, continue: true }] }",
    "receivers:",
    "  - name: beat",
    "    webhook_configs: [{ url: 'https://hc-ping.com/9b1f' }, { url: <secret> }, { url_file: /etc/alertmanager/url }]",
    "  - name: in",
    "    webhook_configs: [{ url: 'http://user:word@proxy.monitoring.svc:8080/hook' }]",
  ].join("\n");
  const { routes, receivers } = readAlertmanagerConfig({ source: "alertmanager.yml", text });
  expect(receivers.map(({ integrations }) => integrations.map(({ host }) => host))).toEqual([
    ["hc-ping.com", null, null],
    ["proxy.monitoring.svc"],
  ]);
  expect(JSON.stringify(receivers)).not.toContain("9b1f");
  expect(routes[1]).toMatchObject({
    continues: true,
    matchers: [
      { label: "alertname", operator: "=" },
      { label: "site", operator: "=~", value: "a|b" },
    ],
  });
});

describe("matchers", () => {
  test.each([
    ["severity = critical", ["severity", "=", "critical"]],
    ['alertname=~"Watchdog|InfoInhibitor"', ["alertname", "=~", "Watchdog|InfoInhibitor"]],
    ['{a="b,c"}', ["a", "=", "b,c"]],
    ['"utf8 label" != "x\\"y"', ["utf8 label", "!=", 'x"y']],
  ])("%s", (text, [label, operator, value]) => {
    expect(parseMatchers(text)).toEqual([{ label, operator, value }]);
  });

  test("several in one text, and what is none", () => {
    expect(parseMatchers('{a="1",b!~"2"}')).toHaveLength(2);
    expect(() => parseMatchers("nothing")).toThrow("no matcher");
  });
});

test.each([
  ["no object", []],
  ["a page of a proxy", "<html>"],
  ["a configuration without a route", status("receivers: []")],
])("%s is refused", (_, broken) => {
  expect(() => alertmanagerFromApi({ status: broken })).toThrow();
});
