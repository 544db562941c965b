import { z } from "zod";
import type { AlertRule, Prometheus, ScrapeTarget } from "#lib/facts/prometheus.ts";
import type { YamlDocument, YamlText } from "./yaml.ts";
import { readYaml, shaped } from "./yaml.ts";

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Labels = z.record(z.string(), Text).nullish();
const StaticConfig = z.looseObject({ targets: z.array(Text).nullish(), labels: Labels });
const ScrapeConfig = z.looseObject({
  job_name: Text,
  params: z.looseObject({ module: z.array(Text).nullish() }).nullish(),
  static_configs: z.array(StaticConfig).nullish(),
  file_sd_configs: z.array(z.looseObject({ files: z.array(Text).nullish() })).nullish(),
});
type ScrapeConfig = z.infer<typeof ScrapeConfig>;
const Config = z.looseObject({
  rule_files: z.array(Text).nullish(),
  scrape_configs: z.array(z.unknown()).nullish(),
  scrape_config_files: z.array(Text).nullish(),
  alerting: z
    .looseObject({ alertmanagers: z.array(z.looseObject({ static_configs: z.array(StaticConfig).nullish() })).nullish() })
    .nullish(),
});
const RuleFile = z.looseObject({
  groups: z
    .array(
      z.looseObject({
        name: Text,
        rules: z.array(z.looseObject({ alert: Text.nullish(), expr: Text.nullish(), labels: Labels })).nullish(),
      }),
    )
    .nullish(),
});

/** What prometheus.yml says, with the rule and target files beside it that were read. */
export function readPrometheusConfig(file: YamlText, others: readonly YamlText[]): Prometheus {
  const document = readYaml(file);
  const config = shaped(Config, document.value, file.source);
  const folder = file.source.slice(0, file.source.lastIndexOf("/"));
  const read = (pattern: string): YamlText[] => others.filter(({ source }) => globOf(pattern, folder).test(source));
  const ruleFiles = (config.rule_files ?? []).map(read);
  const jobs = (config.scrape_configs ?? []).map((raw, index) => jobOf(document, ScrapeConfig.parse(raw), index, read));
  const managers = config.alerting?.alertmanagers ?? [];
  return {
    rules: [...new Set(ruleFiles.flat())].flatMap(rulesOf),
    rulesComplete: ruleFiles.every((files) => files.length > 0),
    targets: jobs.flatMap(({ targets }) => targets),
    targetsComplete: jobs.every(({ complete }) => complete) && (config.scrape_config_files ?? []).length === 0,
    alertmanagers: managers.some((one) => discovers(one))
      ? null
      : managers.flatMap((one) => (one.static_configs ?? []).flatMap(({ targets }) => (targets ?? []).map(hostOfTarget))),
  };
}

function jobOf(document: YamlDocument, job: ScrapeConfig, index: number, read: (pattern: string) => YamlText[]) {
  const path = ["scrape_configs", index];
  const module = job.params?.module?.[0] ?? null;
  const target = (at: ScrapeTarget["at"]) => (text: string) => ({
    job: job.job_name,
    instance: instanceOf(text),
    module,
    health: null,
    error: null,
    at,
  });
  const own = (job.static_configs ?? []).flatMap(({ targets }, place) =>
    (targets ?? []).map((text, item) => target(document.at([...path, "static_configs", place, "targets", item]))(text)),
  );
  const files = (job.file_sd_configs ?? []).flatMap((one) => (one.files ?? []).map(read));
  const listed = files.flat().flatMap((file) => {
    const list = readYaml(file);
    return z
      .array(StaticConfig)
      .parse(list.value ?? [])
      .flatMap(({ targets }, place) => (targets ?? []).map((text, item) => target(list.at([place, "targets", item]))(text)));
  });
  const discovered = Object.keys(job).some((key) => key.endsWith("_sd_configs") && key !== "file_sd_configs");
  return { targets: [...own, ...listed], complete: !discovered && files.every((some) => some.length > 0) };
}

/** Alerting rules of a rule file, or of a PrometheusRule object of the operator. */
function rulesOf(file: YamlText): AlertRule[] {
  const document = readYaml(file);
  const groups = shaped(RuleFile, document.value ?? {}, file.source).groups ?? [];
  return groups.flatMap((group, place) =>
    (group.rules ?? []).flatMap(({ alert, expr, labels }, item): AlertRule[] => {
      if (alert == null) return [];
      const pairs = Object.entries(labels ?? {}).map(([name, value]) => ({ name, value }));
      return [{ name: alert, group: group.name, expression: expr ?? "", labels: pairs, at: document.at(["groups", place, "rules", item]) }];
    }),
  );
}

function discovers(config: object): boolean {
  return Object.keys(config).some((key) => key.endsWith("_sd_configs"));
}

/** A path with stars in its last part, as rule_files takes it; a relative one begins at the configuration's folder. */
function globOf(pattern: string, folder: string): RegExp {
  const path = pattern.startsWith("/") ? pattern : `${folder}/${pattern.replace(/^\.\//, "")}`;
  const escaped = path.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*+/g, "[^/]*");
  return new RegExp(`^${escaped}$`);
}

/** What a target is, without scheme and path: "https://app.lan/health" is app.lan. */
export function instanceOf(target: string): string {
  return target.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "").replace(/[/?#].*$/s, "");
}

/** Its host alone: without the port, and without the brackets of an IPv6 address. */
export function hostOfTarget(target: string): string {
  const instance = instanceOf(target);
  const bracketed = /^\[([^\]]*)\]/.exec(instance)?.[1];
  return bracketed ?? (/^[^:]*:\d+$/.test(instance) ? instance.slice(0, instance.lastIndexOf(":")) : instance);
}
