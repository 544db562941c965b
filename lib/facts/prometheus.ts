import { z } from "zod";
import { Label } from "./alertmanager.ts";
import { Cite } from "./cite.ts";

/** An alerting rule; recording rules are left out. */
export const AlertRule = z.object({
  name: z.string(),
  group: z.string(),
  expression: z.string(),
  labels: z.array(Label),
  at: Cite,
});
export type AlertRule = z.infer<typeof AlertRule>;

export const ScrapeTarget = z.object({
  job: z.string(),
  /** What is watched, as label `instance` names it, without scheme and path: "10.0.0.7:9100", "ns1.lan". */
  instance: z.string(),
  /** Module of the blackbox exporter where the target is probed through it: "dns_internal", "tcp_connect"; null for a direct scrape. */
  module: z.string().nullable(),
  /** Null where only the configuration was read. */
  health: z.enum(["up", "down", "unknown"]).nullable(),
  error: z.string().nullable(),
  at: Cite,
});
export type ScrapeTarget = z.infer<typeof ScrapeTarget>;

/**
 * One Prometheus: what it watches and whom it tells. Sources: prometheus.yml with its rule and target files on the host, or its HTTP API
 * (/api/v1/rules, /targets, /alertmanagers; VictoriaMetrics and Mimir answer alike).
 */
export const Prometheus = z.object({
  rules: z.array(AlertRule),
  /** False where rule files stand where they were not read: then "no such rule" proves nothing. */
  rulesComplete: z.boolean(),
  targets: z.array(ScrapeTarget),
  /** False where targets are discovered and only the configuration was read. */
  targetsComplete: z.boolean(),
  /** Host names or addresses of the Alertmanagers that it tells; null where they are discovered and only the configuration was read. */
  alertmanagers: z.array(z.string()).nullable(),
});
export type Prometheus = z.infer<typeof Prometheus>;
