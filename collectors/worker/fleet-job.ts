import { lookup } from "node:dns/promises";
import { readFile } from "node:fs/promises";
import { hostname, networkInterfaces } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Logger } from "pino";
import { getText, HttpError } from "#collectors/http/get-json.ts";
import { readSource } from "#collectors/http/read-source.ts";
import { listDeclarations } from "#lib/db/declarations.ts";
import { withFleetLock } from "#lib/db/fleet-lock.ts";
import { loadFleetMembers } from "#lib/db/fleet-parts.ts";
import { fleetIsDue, loadFleetHosts, recordFleetJudgement } from "#lib/db/fleet-rules.ts";
import { type HttpSourceAccess, listHttpSourceAccess, listHttpSources, noteHttpReading } from "#lib/db/http-sources.ts";
import { loadMailSettings } from "#lib/db/mail-settings.ts";
import { listOpenWindows } from "#lib/db/maintenance.ts";
import { storeReadiness } from "#lib/db/readiness.ts";
import { type AlertSources, judgeFleet } from "#lib/engine/judge-fleet.ts";
import { env } from "#lib/env.ts";
import type { Readings } from "#lib/facts/index.ts";
import type { FleetGraph } from "#lib/graph/model.ts";
import { type ReadinessRow, readinessRows } from "#lib/graph/readiness.ts";
import { type FleetMember, unite } from "#lib/graph/unite.ts";
import type { FleetHost, Installation } from "#lib/rules/context.ts";
import { unseal } from "#lib/seal.ts";

/**
 * Runs the job where it is due and no other worker is at it. Returns whether it ran. Whether it is due is asked under the lock: the
 * worker that comes second sees what the first has just stored.
 */
export async function runDueFleetJob(signal: AbortSignal, log: Logger, restMs = 0, clock: () => Date = () => new Date()): Promise<boolean> {
  let hasRun = false;
  await withFleetLock(async () => {
    if (!(await fleetIsDue(clock(), restMs))) return;
    await runFleetJob(signal, log, clock);
    hasRun = true;
  });
  return hasRun;
}

/**
 * Reads the sources of the alert path, judges the fleet as a whole, rehearses what each host would do, and tells the heartbeat that all of it
 * worked. What is said while it runs is for the next time.
 */
export async function runFleetJob(signal: AbortSignal, log: Logger, clock: () => Date = () => new Date()): Promise<void> {
  const startedAt = clock();
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
  const graph = unite(members, declared);
  const windows = (await listOpenWindows(startedAt)).map(({ hosts: concerned, createdBy, ...window }) => ({
    ...window,
    plannedBy: createdBy,
    hosts: concerned.map(({ name }) => name),
  }));
  const context = { fleet: ok(hosts), declared: ok(declared), graph: ok(graph), installation: ok(installation), windows: ok(windows) };
  const results = judgeFleet(sources, context, startedAt);
  await storeReadiness(await rehearseAll(graph, members, signal));
  await recordFleetJudgement(results, startedAt);
  await beat(signal, log);
}

/** Plays the readiness matrix host by host: whatever else this process does goes on in between. */
async function rehearseAll(graph: FleetGraph, members: readonly FleetMember[], signal: AbortSignal): Promise<ReadinessRow[]> {
  const rows: ReadinessRow[] = [];
  for (const row of readinessRows(graph, members)) {
    rows.push(row);
    await nextTurn(undefined, { signal });
  }
  return rows;
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
    mailServer: await describeMailServer(),
  };
}

/** A relay on this machine is this machine. A name that does not resolve now is compared with the guests' names all the same. */
async function describeMailServer(): Promise<Installation["mailServer"]> {
  const settings = await loadMailSettings();
  if (settings === null) return null;
  const found = await lookup(settings.server, { all: true }).catch(() => []);
  if (found.some(({ address }) => address === "::1" || address.startsWith("127."))) return null;
  return { name: settings.server, addresses: found.map(({ address }) => address) };
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
