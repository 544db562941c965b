import { z } from "zod";
import type { Alertmanager, AlertReceiver, AlertRoute, LabelMatcher } from "#lib/facts/alertmanager.ts";
import { promDurationSeconds } from "./durations.ts";
import type { YamlDocument, YamlText } from "./yaml.ts";
import { readYaml, shaped } from "./yaml.ts";

/** Defaults of Alertmanager's configuration. */
const defaultGroupIntervalSeconds = 5 * 60;
const defaultRepeatIntervalSeconds = 4 * 3600;
/** A tree that is deeper or larger is none that a person wrote. */
const maximumDepth = 30;
const maximumRoutes = 5000;

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const LabelMap = z.record(z.string(), Text).nullish();
const RawRoute = z.looseObject({
  receiver: Text.nullish(),
  match: LabelMap,
  match_re: LabelMap,
  matchers: z.array(Text).nullish(),
  continue: z.boolean().nullish(),
  group_interval: Text.nullish(),
  repeat_interval: Text.nullish(),
  mute_time_intervals: z.array(Text).nullish(),
  active_time_intervals: z.array(Text).nullish(),
  routes: z.array(z.unknown()).nullish(),
});
const RawReceiver = z.looseObject({ name: Text });
const RawInhibition = z.looseObject({
  source_match: LabelMap,
  source_match_re: LabelMap,
  source_matchers: z.array(Text).nullish(),
  target_match: LabelMap,
  target_match_re: LabelMap,
  target_matchers: z.array(Text).nullish(),
  equal: z.array(Text).nullish(),
});
const RawConfig = z.looseObject({
  route: z.unknown(),
  receivers: z.array(z.unknown()).nullish(),
  inhibit_rules: z.array(z.unknown()).nullish(),
});

/** What alertmanager.yml says (Prometheus documentation, "Alerting configuration"): the same text stands in the answer of /api/v2/status. */
export function readAlertmanagerConfig(file: YamlText): Pick<Alertmanager, "routes" | "receivers" | "inhibitions"> {
  const document = readYaml(file);
  const config = shaped(RawConfig, document.value, file.source);
  if (config.route === undefined || config.route === null) throw new Error(`${file.source} has no route`);
  return {
    routes: routesOf(document, config.route),
    receivers: (config.receivers ?? []).map((raw, index) => receiverOf(document, raw, index)),
    inhibitions: (config.inhibit_rules ?? []).map((raw, index) => {
      const rule = RawInhibition.parse(raw);
      return {
        source: matchersOf(rule.source_match, rule.source_match_re, rule.source_matchers),
        target: matchersOf(rule.target_match, rule.target_match_re, rule.target_matchers),
        equal: rule.equal ?? [],
        at: document.at(["inhibit_rules", index]),
      };
    }),
  };
}

function routesOf(document: YamlDocument, root: unknown): AlertRoute[] {
  const routes: AlertRoute[] = [];
  const visit = (raw: unknown, path: (string | number)[], parent: number | null): void => {
    if (path.length > 2 * maximumDepth || routes.length >= maximumRoutes) throw new Error("the route tree is too large to be one");
    const route = RawRoute.parse(raw);
    const above = parent === null ? undefined : routes[parent];
    const own = routes.length;
    routes.push({
      parent,
      receiver: route.receiver ?? above?.receiver ?? "",
      matchers: matchersOf(route.match, route.match_re, route.matchers),
      continues: route.continue ?? false,
      groupIntervalSeconds: secondsOf(route.group_interval) ?? above?.groupIntervalSeconds ?? defaultGroupIntervalSeconds,
      repeatIntervalSeconds: secondsOf(route.repeat_interval) ?? above?.repeatIntervalSeconds ?? defaultRepeatIntervalSeconds,
      muteTimeIntervals: route.mute_time_intervals ?? [],
      activeTimeIntervals: route.active_time_intervals ?? [],
      at: document.at(route.receiver == null ? path : [...path, "receiver"]),
    });
    for (const [index, child] of (route.routes ?? []).entries()) visit(child, [...path, "routes", index], own);
  };
  visit(root, ["route"], null);
  return routes;
}

function receiverOf(document: YamlDocument, raw: unknown, index: number): AlertReceiver {
  const receiver = RawReceiver.parse(raw);
  const integrations = Object.entries(receiver).flatMap(([key, configs]) => {
    if (!key.endsWith("_configs") || !Array.isArray(configs)) return [];
    return configs.map((config: unknown) => ({ kind: key.slice(0, -"_configs".length), host: hostOfIntegration(config) }));
  });
  return { name: receiver.name, integrations, at: document.at(["receivers", index]) };
}

/** Where an integration sends: only its host, since the path of a webhook is a secret. */
function hostOfIntegration(config: unknown): string | null {
  const parsed = z.looseObject({ url: Text.nullish(), api_url: Text.nullish(), webhook_url: Text.nullish() }).safeParse(config);
  const url = parsed.success ? (parsed.data.url ?? parsed.data.api_url ?? parsed.data.webhook_url) : null;
  const host = /^https?:\/\/(?:[^@/\s]*@)?(\[[0-9a-f:]+\]|[a-z0-9._-]+)/i.exec(url ?? "")?.[1];
  return host?.replace(/^\[|\]$/g, "").toLowerCase() ?? null;
}

function secondsOf(duration: string | null | undefined): number | null {
  return duration == null ? null : promDurationSeconds(duration);
}

type Labels = Readonly<Record<string, string>> | null | undefined;

/** All conditions of a route, in its three spellings: `match`, `match_re` and `matchers`. */
function matchersOf(match: Labels, matchRegex: Labels, matchers: readonly string[] | null | undefined): LabelMatcher[] {
  return [
    ...Object.entries(match ?? {}).map(([label, value]): LabelMatcher => ({ label, operator: "=", value })),
    ...Object.entries(matchRegex ?? {}).map(([label, value]): LabelMatcher => ({ label, operator: "=~", value })),
    ...(matchers ?? []).flatMap(parseMatchers),
  ];
}

/** `severity = critical`, `{a="b",c!~"d|e"}`: one or more conditions in one text. Throws where it is none. */
export function parseMatchers(text: string): LabelMatcher[] {
  const inner = text.trim().replace(/^\{(.*)\}$/s, "$1");
  const pattern = /\s*([A-Za-z_][A-Za-z0-9_:.]*|"[^"]*")\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|[^,"]*)\s*(?:,|$)/y;
  const found: LabelMatcher[] = [];
  while (pattern.lastIndex < inner.length) {
    const match = pattern.exec(inner);
    if (!match) throw new Error(`${JSON.stringify(text)} is no matcher`);
    const [, label = "", operator, value = ""] = match;
    found.push({ label: unquoted(label), operator: operator as LabelMatcher["operator"], value: unquoted(value.trim()) });
  }
  return found;
}

function unquoted(text: string): string {
  return text.length > 1 && text.startsWith('"') ? text.slice(1, -1).replace(/\\(["\\])/g, "$1") : text;
}
