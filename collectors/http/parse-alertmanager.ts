import { z } from "zod";
import { readAlertmanagerConfig } from "#collectors/probes/parse/alertmanager-config.ts";
import { shaped } from "#collectors/probes/parse/yaml.ts";
import type { Alertmanager, LabelMatcher } from "#lib/facts/alertmanager.ts";
import { citeJson } from "#lib/facts/cite.ts";

const Status = z.looseObject({
  config: z.looseObject({ original: z.string() }),
  cluster: z.looseObject({ status: z.string().nullish(), peers: z.array(z.unknown()).nullish() }).nullish(),
  versionInfo: z.looseObject({ version: z.string().nullish() }).nullish(),
});
const Silences = z.array(
  z.looseObject({
    id: z.string(),
    status: z.looseObject({ state: z.enum(["active", "pending", "expired"]) }),
    matchers: z.array(
      z.looseObject({ name: z.string(), value: z.string(), isRegex: z.boolean().nullish(), isEqual: z.boolean().nullish() }),
    ),
    startsAt: z.string(),
    endsAt: z.string(),
    createdBy: z.string().nullish(),
    comment: z.string().nullish(),
  }),
);
const Receivers = z.array(z.looseObject({ name: z.string() }));
const Alerts = z.array(
  z.looseObject({
    labels: z.record(z.string(), z.string()),
    receivers: z.array(z.looseObject({ name: z.string() })).nullish(),
    status: z.looseObject({ state: z.string() }),
  }),
);

/** Answers of Alertmanager's API, parsed from JSON, by the last word of their path; one that was not to be had is left out. */
export interface AlertmanagerDocuments {
  status: unknown;
  silences?: unknown;
  receivers?: unknown;
  alerts?: unknown;
}

/** The fact from the answers of /api/v2/status, /silences, /receivers and /alerts. Throws where one of them has another shape. */
export function alertmanagerFromApi({ status, silences, receivers, alerts }: AlertmanagerDocuments): Alertmanager {
  const { config, cluster, versionInfo } = shaped(Status, status, "/api/v2/status");
  const configured = readAlertmanagerConfig({ source: "/api/v2/status", text: config.original });
  const named = receivers === undefined ? [] : shaped(Receivers, receivers, "/api/v2/receivers");
  const unknown = named.filter(({ name }) => !configured.receivers.some((receiver) => receiver.name === name));
  if (unknown.length > 0) throw new Error(`/api/v2/receivers names ${unknown[0]?.name}, which the configuration does not have`);
  return {
    ...configured,
    silences: silences === undefined ? null : shaped(Silences, silences, "/api/v2/silences").map(silenceOf),
    alerts: alerts === undefined ? null : shaped(Alerts, alerts, "/api/v2/alerts").map(alertOf),
    peers: cluster == null || cluster.status === "disabled" ? null : (cluster.peers?.length ?? null),
    version: versionInfo?.version ?? null,
  };
}

function silenceOf(silence: z.infer<typeof Silences>[number]): NonNullable<Alertmanager["silences"]>[number] {
  return {
    id: silence.id,
    matchers: silence.matchers.map(({ name, value, isRegex, isEqual }) => ({
      label: name,
      operator: operatorOf(isRegex ?? false, isEqual ?? true),
      value,
    })),
    state: silence.status.state,
    startsAt: silence.startsAt,
    endsAt: silence.endsAt,
    createdBy: silence.createdBy ?? "",
    comment: silence.comment ?? "",
    at: citeJson("/api/v2/silences", silence),
  };
}

function alertOf(alert: z.infer<typeof Alerts>[number]): NonNullable<Alertmanager["alerts"]>[number] {
  const { labels, receivers, status } = alert;
  return {
    labels: Object.entries(labels).map(([name, value]) => ({ name, value })),
    receivers: (receivers ?? []).map(({ name }) => name),
    state: status.state,
    at: citeJson("/api/v2/alerts", { labels, receivers, status }),
  };
}

function operatorOf(isRegex: boolean, isEqual: boolean): LabelMatcher["operator"] {
  if (isRegex) return isEqual ? "=~" : "!~";
  return isEqual ? "=" : "!=";
}
