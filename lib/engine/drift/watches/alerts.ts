import { watch } from "#lib/engine/drift/watch.ts";
import type { LabelMatcher } from "#lib/facts/alertmanager.ts";

const matcherText = ({ label, operator, value }: LabelMatcher) => `${label}${operator}${value}`;

const receivers = watch({
  fact: "alertmanager",
  kind: "receiver",
  group: "alerts",
  things: (config) =>
    config.receivers.map(({ name, integrations, at }) => ({
      key: name,
      name: `alert receiver ${name}`,
      says: { sends: integrations.map(({ kind, host }) => (host === null ? kind : `${kind} to ${host}`)) },
      at: [at],
    })),
});

const routes = watch({
  fact: "alertmanager",
  kind: "route",
  group: "alerts",
  things: (config) =>
    config.routes.map((route) => {
      const matchers = route.matchers.map(matcherText).sort().join(", ");
      return {
        key: route.parent === null ? "root" : matchers,
        name: route.parent === null ? "default route of alerts" : `route of alerts with ${matchers}`,
        says: {
          to: route.receiver,
          continues: route.continues,
          "repeated every": `${route.repeatIntervalSeconds} s`,
          "mute in": route.muteTimeIntervals,
          "active in": route.activeTimeIntervals,
        },
        at: [route.at],
      };
    }),
});

const silences = watch({
  fact: "alertmanager",
  kind: "silence",
  group: "alerts",
  things: (config) =>
    config.silences
      ?.filter(({ state }) => state !== "expired")
      .map(({ id, matchers, endsAt, createdBy, comment, at }) => ({
        key: id,
        name: `silence on ${matchers.map(matcherText).join(", ")}`,
        says: { until: endsAt, by: createdBy, why: comment },
        at: [at],
      })) ?? null,
});

const alertRules = watch({
  fact: "prometheus",
  kind: "alert rule",
  group: "alerts",
  things: ({ rules, rulesComplete }) =>
    rulesComplete
      ? rules.map(({ group, name, expression, labels, at }) => ({
          key: `${group} ${name} ${labels
            .map((label) => `${label.name}=${label.value}`)
            .sort()
            .join(",")}`,
          name: `alert rule ${name}`,
          says: { when: expression, group },
          at: [at],
        }))
      : null,
});

const targets = watch({
  fact: "prometheus",
  kind: "target",
  group: "alerts",
  things: (prometheus) =>
    prometheus.targetsComplete
      ? prometheus.targets.map(({ job, instance, module, at }) => ({
          key: `${job} ${instance} ${module ?? ""}`,
          name: `monitoring of ${instance} (job ${job})`,
          says: { module },
          at: [at],
        }))
      : null,
});

const alertmanagers = watch({
  fact: "prometheus",
  kind: "Alertmanagers",
  group: "alerts",
  things: ({ alertmanagers: told }) =>
    told === null ? null : [{ key: "told", name: "Prometheus", says: { "tells the Alertmanagers": told }, at: [] }],
});

/** Other programs write these files all the time: only whether they are there is a setting. */
const metricFiles = watch({
  fact: "textfileMetrics",
  kind: "metrics file",
  group: "alerts",
  weight: 3,
  things: (files) => files.map(({ path, at }) => ({ key: path, name: `metrics file ${path}`, says: {}, at: [at] })),
});

const smartd = watch({
  fact: "smartd",
  kind: "smartd line",
  group: "alerts",
  effect: "at the next restart of smartd",
  things: ({ directives }) =>
    directives.map(({ device, selfTests, mail, program, temperature, checksFailures, ignored, at }) => ({
      key: device,
      name: `smartd line of ${device}`,
      says: { mail, program, "self-tests": selfTests, temperature, "checks for failures": checksFailures, ignored },
      at: [at],
    })),
});

const ups = watch({
  fact: "ups",
  kind: "UPS client",
  group: "alerts",
  things: ({ mode, hasMonitorConfig, monitorConfigAt, hasApcupsd, onUsb }) => [
    {
      key: "ups",
      name: "UPS",
      says: {
        "NUT mode": mode?.value ?? null,
        "NUT client": hasMonitorConfig,
        apcupsd: hasApcupsd,
        "on USB": onUsb.map(({ name }) => name),
      },
      at: [mode?.at ?? null, monitorConfigAt, ...onUsb.map(({ at }) => at)],
    },
  ],
});

const monitoredUps = watch({
  fact: "ups",
  kind: "UPS",
  group: "alerts",
  effect: "at the next restart of NUT",
  things: ({ monitored, drivers }) => [
    ...monitored.map(({ ups: name, role, at }) => ({ key: `monitor ${name}`, name: `watch over UPS ${name}`, says: { role }, at: [at] })),
    ...drivers.map(({ name, driver, port, at }) => ({
      key: `driver ${name}`,
      name: `driver of UPS ${name}`,
      says: { driver, port },
      at: [at],
    })),
  ],
});

export const alertWatches = [receivers, routes, silences, alertRules, targets, alertmanagers, metricFiles, smartd, ups, monitoredUps];
