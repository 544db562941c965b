import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { allFiles, fileOrNull } from "./parse/presence.ts";
import { readPrometheusConfig } from "./parse/prometheus-config.ts";

/** What a Prometheus on this host watches and whom it tells, by its files; what is up it tells over HTTP alone. */
export const prometheus = defineProbe({
  id: "prometheus",
  fact: "prometheus",
  systems: ["linux"],
  sources: {
    config: { read: "/etc/prometheus/prometheus.yml", root: true, optional: true },
    beside: { read: "/etc/prometheus/*.yml", optional: true },
    rules: { read: "/etc/prometheus/rules/*.yml", optional: true },
    rulesFolder: { read: "/etc/prometheus/rules.d/*.yml", optional: true },
    alerts: { read: "/etc/prometheus/alerts/*.yml", optional: true },
    oldRules: { read: "/etc/prometheus/*.rules", optional: true },
    targets: { read: "/etc/prometheus/targets/*.yml", optional: true },
  },
  parse({ config, ...others }) {
    const file = fileOrNull(config, "prometheus.yml");
    if (!file) throw new NotApplicable("no configuration of a Prometheus on this host");
    const read = Object.values(others).flatMap((sections) => allFiles(sections, "files of Prometheus"));
    return readPrometheusConfig(
      file,
      read.filter(({ source }) => source !== file.source),
    );
  },
});
