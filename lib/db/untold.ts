import { Finding } from "#lib/engine/judgement.ts";
import { isQuietAt } from "#lib/maintenance/window.ts";
import { type Severity, severities } from "#lib/rules/severity.ts";
import { type Db, db } from "./client.ts";
import { loadMailSettings } from "./mail-settings.ts";
import { listOpenWindows } from "./maintenance.ts";

/** A finding that comes back within this time is not told again: it would be told at every visit that changes its mind. */
const quietAfterTellingHours = 24;

/** An open finding of which nobody was told. */
export interface Untold {
  id: string;
  finding: Finding;
  openedAt: Date;
  /** Names of the hosts that show it, sorted; none for one of the fleet as a whole. */
  hosts: { id: string; name: string }[];
}

/** What is to be told now, and what waits for the end of a maintenance window. */
export interface UntoldFindings {
  due: Untold[];
  held: Untold[];
}

/**
 * The open findings from `severity` on that opened after `since` and were not told. Held are those whose hosts are all in an open
 * window; for a fault of a cluster its members count as one.
 */
export async function loadUntold(tx: Db, severity: Severity, since: Date, now: Date): Promise<UntoldFindings> {
  const openings = { OR: [{ toldAt: null }, { toldAt: { lt: new Date(now.getTime() - quietAfterTellingHours * 3_600_000) } }] };
  const rows = await tx.finding.findMany({
    where: { status: "open", severity: { in: severities.slice(severities.indexOf(severity)) }, openedAt: { gt: since }, ...openings },
    orderBy: [{ severity: "desc" }, { openedAt: "asc" }, { id: "asc" }],
    select: {
      ...{ id: true, body: true, openedAt: true, toldAt: true },
      sightings: { where: { standing: true }, select: { host: { select: { id: true, name: true, clusterName: true } } } },
    },
  });
  const quiet = await quietPlaces(tx, now);
  const told: UntoldFindings = { due: [], held: [] };
  for (const { id, body, openedAt, toldAt, sightings } of rows) {
    const finding = Finding.safeParse(body).data;
    if (finding === undefined || (toldAt !== null && toldAt >= openedAt)) continue;
    const hosts = sightings.map(({ host }) => host).sort((one, other) => one.name.localeCompare(other.name));
    const isQuiet = (host: (typeof hosts)[number]) =>
      quiet.hosts.has(host.id) || (finding.scope === "cluster" && host.clusterName !== null && quiet.clusters.has(host.clusterName));
    const list = hosts.length > 0 && hosts.every(isQuiet) ? told.held : told.due;
    list.push({ id, finding, openedAt, hosts: hosts.map(({ id: hostId, name }) => ({ id: hostId, name })) });
  }
  return told;
}

/** The hosts of open windows, and the clusters that these are members of. */
async function quietPlaces(tx: Db, now: Date): Promise<{ hosts: Set<string>; clusters: Set<string> }> {
  const windows = (await listOpenWindows(now)).filter((window) => isQuietAt(window, now));
  const hosts = new Set(windows.flatMap((window) => window.hosts.map((host) => host.id)));
  const members = await tx.host.findMany({ where: { id: { in: [...hosts] } }, select: { clusterName: true } });
  return { hosts, clusters: new Set(members.flatMap(({ clusterName }) => clusterName ?? [])) };
}

/**
 * How many new findings wait for the end of a maintenance window before they are told, on these hosts or, without any, on all; 0 where
 * nobody is told of any.
 */
export async function countHeld(now: Date, hostIds: readonly string[] | null = null): Promise<number> {
  const settings = await loadMailSettings();
  if (settings?.alertSince == null) return 0;
  const { held } = await loadUntold(db(), settings.alertFrom, settings.alertSince, now);
  return held.filter(({ hosts }) => hostIds === null || hosts.some(({ id }) => hostIds.includes(id))).length;
}

/** Notes that these are told. */
export async function noteTold(tx: Db, findings: readonly Untold[], now: Date): Promise<void> {
  await tx.finding.updateMany({ where: { id: { in: findings.map(({ id }) => id) } }, data: { toldAt: now } });
}
