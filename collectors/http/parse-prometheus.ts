import { z } from "zod";
import { hostOfTarget, instanceOf } from "#collectors/probes/parse/prometheus-config.ts";
import { shaped } from "#collectors/probes/parse/yaml.ts";
import { citeJson } from "#lib/facts/cite.ts";
import type { Prometheus, ScrapeTarget } from "#lib/facts/prometheus.ts";

const answerOf = <T extends z.ZodType>(data: T) => z.looseObject({ status: z.literal("success"), data });
const Labels = z.record(z.string(), z.string());

const Rules = answerOf(
  z.looseObject({
    groups: z.array(
      z.looseObject({
        name: z.string(),
        rules: z.array(
          z.looseObject({ type: z.string().nullish(), name: z.string(), query: z.string().nullish(), labels: Labels.nullish() }),
        ),
      }),
    ),
  }),
);
const Targets = answerOf(
  z.looseObject({
    activeTargets: z.array(
      z.looseObject({
        labels: Labels,
        discoveredLabels: Labels.nullish(),
        scrapePool: z.string().nullish(),
        scrapeUrl: z.string().nullish(),
        health: z.string(),
        lastError: z.string().nullish(),
      }),
    ),
  }),
);
type RawTarget = z.infer<typeof Targets>["data"]["activeTargets"][number];
const Alertmanagers = answerOf(z.looseObject({ activeAlertmanagers: z.array(z.looseObject({ url: z.string() })) }));

/** Answers of Prometheus's API, parsed from JSON, by the last word of their path. */
export interface PrometheusDocuments {
  rules: unknown;
  targets: unknown;
  alertmanagers?: unknown;
}

/** The fact from the answers of /api/v1/rules, /targets and /alertmanagers. Throws where one of them has another shape. */
export function prometheusFromApi({ rules, targets, alertmanagers }: PrometheusDocuments): Prometheus {
  const { groups } = shaped(Rules, rules, "/api/v1/rules").data;
  return {
    rules: groups.flatMap((group) =>
      group.rules
        .filter(({ type }) => type !== "recording")
        .map(({ name, query, labels }) => ({
          name,
          group: group.name,
          expression: query ?? "",
          labels: Object.entries(labels ?? {}).map(([label, value]) => ({ name: label, value })),
          at: citeJson("/api/v1/rules", { group: group.name, name, query, labels }),
        })),
    ),
    rulesComplete: true,
    targets: shaped(Targets, targets, "/api/v1/targets").data.activeTargets.map(targetOf),
    targetsComplete: true,
    alertmanagers:
      alertmanagers === undefined
        ? null
        : shaped(Alertmanagers, alertmanagers, "/api/v1/alertmanagers").data.activeAlertmanagers.map(({ url }) => hostOfTarget(url)),
  };
}

function targetOf(target: RawTarget): ScrapeTarget {
  const { labels, discoveredLabels, scrapePool, scrapeUrl, health, lastError } = target;
  const probed = discoveredLabels?.__param_target ?? parameterOf(scrapeUrl, "target");
  return {
    job: labels.job ?? scrapePool ?? "",
    instance: instanceOf(labels.instance ?? probed ?? discoveredLabels?.__address__ ?? scrapeUrl ?? ""),
    module: discoveredLabels?.__param_module ?? parameterOf(scrapeUrl, "module"),
    health: health === "up" || health === "down" ? health : "unknown",
    error: lastError == null || lastError === "" ? null : lastError,
    at: citeJson("/api/v1/targets", { labels, scrapeUrl, health, lastError }),
  };
}

function parameterOf(url: string | null | undefined, name: string): string | null {
  return URL.canParse(url ?? "") ? new URL(url ?? "").searchParams.get(name) : null;
}
