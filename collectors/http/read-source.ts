import { maskSecrets } from "#collectors/script-mask.ts";
import type { HttpSourceKind } from "#lib/db/http-sources.ts";
import type { Alertmanager } from "#lib/facts/alertmanager.ts";
import type { Prometheus } from "#lib/facts/prometheus.ts";
import type { Reading } from "#lib/facts/reading.ts";
import { type GetOptions, getJson, HttpError } from "./get-json.ts";
import { alertmanagerFromApi } from "./parse-alertmanager.ts";
import { prometheusFromApi } from "./parse-prometheus.ts";

/** Read-only, by their API's own documentation; each relative to the address that was entered. */
const paths = {
  alertmanager: { status: "api/v2/status", silences: "api/v2/silences", receivers: "api/v2/receivers", alerts: "api/v2/alerts" },
  prometheus: { rules: "api/v1/rules", targets: "api/v1/targets?state=active", alertmanagers: "api/v1/alertmanagers" },
} as const;

/** Answers have some ten levels. */
const maximumDepth = 50;

/** Reads an Alertmanager or Prometheus by HTTP GETs. Whatever it answers ends in a reading. */
export async function readSource(
  kind: HttpSourceKind,
  address: string,
  options: GetOptions,
): Promise<Reading<Alertmanager> | Reading<Prometheus>> {
  try {
    const base = new URL(address.endsWith("/") ? address : `${address}/`);
    const entries = await Promise.all(
      Object.entries(paths[kind]).map(async ([name, path]) => [name, withoutSecrets(await getJson(new URL(path, base), options))] as const),
    );
    const documents = Object.fromEntries(entries);
    return kind === "alertmanager"
      ? { status: "ok", value: alertmanagerFromApi(documents as unknown as Parameters<typeof alertmanagerFromApi>[0]) }
      : { status: "ok", value: prometheusFromApi(documents as unknown as Parameters<typeof prometheusFromApi>[0]) };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof HttpError) return { status: "failed", cause: error.kind, detail: error.message };
    return { status: "failed", cause: "unparsable", detail: error instanceof Error ? error.message : String(error) };
  }
}

/** An Alertmanager before 0.22 tells the addresses of its webhooks, a Prometheus those that it asks, with whatever stands in them. */
function withoutSecrets(value: unknown, depth = 0): unknown {
  if (depth > maximumDepth) throw new Error("The answer nests deeper than any of its kind.");
  if (typeof value === "string") return maskSecrets(value);
  if (Array.isArray(value)) return value.map((member) => withoutSecrets(member, depth + 1));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutSecrets(member, depth + 1)]));
}
