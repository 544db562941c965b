import { readFile } from "node:fs/promises";
import { hostname, networkInterfaces } from "node:os";
import type { Logger } from "pino";
import { getText, HttpError } from "#collectors/http/get-json.ts";
import { readSource } from "#collectors/http/read-source.ts";
import { listDeclarations } from "#lib/db/declarations.ts";
import { loadFleetMembers } from "#lib/db/fleet-parts.ts";
import { loadFleetHosts, recordFleetJudgement } from "#lib/db/fleet-rules.ts";
import { type HttpSourceAccess, listHttpSourceAccess, listHttpSources, noteHttpReading } from "#lib/db/http-sources.ts";
import { listOpenWindows } from "#lib/db/maintenance.ts";
import { type AlertSources, judgeFleet } from "#lib/engine/judge-fleet.ts";
import { env } from "#lib/env.ts";
import type { Readings } from "#lib/facts/index.ts";
import { unite } from "#lib/graph/unite.ts";
import type { FleetHost, Installation } from "#lib/rules/context.ts";
import { unseal } from "#lib/seal.ts";

/** Reads the sources of the alert path, judges the fleet as a whole, and tells the heartbeat that all of it worked. */
export async function runFleetJob(signal: AbortSignal, log: Logger, clock: () => Date = () => new Date()): Promise<void> {
  for (const source of await listHttpSourceAccess()) await readOne(source, signal, clock);
  const [hosts, members, declared, read, installation] = await Promise.all([
    loadFleetHosts(),
    loadFleetMembers(),
    listDeclarations(),
    listHttpSources(),
    describeInstallation(),
  ]);
  const sources: AlertSources = {
    alertmanagers: [
      ...read.flatMap((one) => (one.kind === "alertmanager" && one.reading ? [one.reading] : [])),
      ...ofHosts(hosts, "alertmanager"),
    ],
    prometheuses: [
      ...read.flatMap((one) => (one.kind === "prometheus" && one.reading ? [one.reading] : [])),
      ...ofHosts(hosts, "prometheus"),
    ],
  };
  const windows = (await listOpenWindows(clock())).map(({ hosts: concerned, createdBy, ...window }) => ({
    ...window,
    plannedBy: createdBy,
    hosts: concerned.map(({ name }) => name),
  }));
  const context = {
    fleet: ok(hosts),
    declared: ok(declared),
    graph: ok(unite(members, declared)),
    installation: ok(installation),
    windows: ok(windows),
  };
  await recordFleetJudgement(judgeFleet(sources, context, clock()), clock());
  await beat(signal, log);
}

function ok<T>(value: T): { status: "ok"; value: T } {
  return { status: "ok", value };
}

/** What hosts say of an Alertmanager or Prometheus that runs on them. */
function ofHosts<Name extends "alertmanager" | "prometheus">(hosts: readonly FleetHost[], name: Name): NonNullable<Readings[Name]>[] {
  return hosts.flatMap(({ readings }) => {
    const reading = readings[name];
    return reading?.status === "ok" ? [reading] : [];
  });
}

async function readOne(
  { id, kind, url, allowPrivate, sealedHeader }: HttpSourceAccess,
  signal: AbortSignal,
  clock: () => Date,
): Promise<void> {
  const authorization = sealedHeader === null ? null : unseal(sealedHeader, id);
  await noteHttpReading(id, await readSource(kind, url, { allowPrivate, authorization, signal }), clock());
}

async function describeInstallation(): Promise<Installation> {
  const { databaseUrl, heartbeatUrl } = env();
  const host = databaseUrl === null ? "" : (new URL(databaseUrl).searchParams.get("host") ?? new URL(databaseUrl).hostname);
  const addresses = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).filter(({ internal }) => !internal));
  const machineId = await readFile("/etc/machine-id", "utf8").catch(() => "");
  return {
    hostname: hostname(),
    machineId: machineId.trim() || null,
    addresses: addresses.map(({ address }) => address),
    databaseHost:
      host === "" || host.startsWith("/") || host === "localhost" || host.startsWith("127.") || host === "[::1]" ? "local" : host,
    heartbeatUrl,
  };
}

async function beat(signal: AbortSignal, log: Logger): Promise<void> {
  const { heartbeatUrl } = env();
  if (heartbeatUrl === null) return;
  const url = new URL(heartbeatUrl);
  await getText(url, { allowPrivate: true, authorization: null, signal }).catch((error) => {
    signal.throwIfAborted();
    // The path is its secret, and an error may name it.
    log.warn({ host: url.host, cause: error instanceof HttpError ? error.kind : "unreachable" }, "the heartbeat was not heard");
  });
}
