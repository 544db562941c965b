import { exposureOfAll } from "#lib/engine/exposure.ts";
import { fleetRules } from "#lib/engine/judge-fleet.ts";
import { exposingRules } from "#lib/postmortems/exposing.ts";
import { Problem } from "#lib/problem.ts";
import type { ReportKind } from "#lib/reports/report/model.ts";
import type { ReportSource } from "#lib/reports/report/source.ts";
import { db } from "./client.ts";
import { loadSights } from "./exposure.ts";
import { loadFleetFacts } from "./fleet-parts.ts";
import type { Prisma } from "./generated/client.ts";
import { noSuchHost } from "./hosts.ts";
import { loadLibrary } from "./library.ts";
import { loadReportFindings } from "./report-findings.ts";
import { loadReportHosts, type OnHosts } from "./report-hosts.ts";
import { loadReportWindow } from "./report-window.ts";
import type { StoredVerdict } from "./snapshots.ts";
import { parseVerdicts } from "./snapshots.ts";

/** What a report is asked for: `id` is that of a host, an incident or a window, or the name of a cluster; the fleet has none. */
export interface ReportSubject {
  kind: ReportKind;
  id: string | null;
  /** Whether it tells how hosts hang together. */
  hangs: boolean;
}

const aboutFleet = new Set(fleetRules.map(({ id }) => id));

/** Loads everything that a report is made from; `now` says how far a window is. Throws `not-found` where there is no such thing. */
export async function loadReportSource({ kind, id, hangs }: ReportSubject, now: Date, onHosts: OnHosts = () => {}): Promise<ReportSource> {
  switch (kind) {
    case "host":
      return ofHosts("host", { id: id ?? "" }, await hostSubject(id), hangs, onHosts);
    case "cluster":
      return ofHosts("cluster", { clusterName: id ?? "" }, await clusterSubject(id), hangs, onHosts);
    case "fleet":
      return ofFleet({ facts: true, hangs }, onHosts);
    case "postmortem":
      return ofIncident(id, onHosts);
    case "window":
      return ofWindow(id ?? "", now, hangs, onHosts);
  }
}

async function hostSubject(id: string | null): Promise<ReportSource["subject"]> {
  const row = id === null ? null : await db().host.findUnique({ where: { id }, select: { id: true, name: true } });
  if (row === null) throw noSuchHost();
  return row;
}

async function clusterSubject(name: string | null): Promise<ReportSource["subject"]> {
  const members = name === null ? 0 : await db().host.count({ where: { clusterName: name } });
  if (name === null || members === 0) throw new Problem("not-found", "There is no such cluster: no host says that it is a member of it.");
  return { id: null, name };
}

async function ofHosts(
  kind: ReportKind,
  where: Prisma.HostWhereInput,
  subject: ReportSource["subject"],
  hangs: boolean,
  onHosts: OnHosts,
): Promise<ReportSource> {
  const [hosts, found, { entries }, fleetFacts] = await Promise.all([
    loadReportHosts(where, { facts: true, onHosts }),
    loadReportFindings({ sightings: { some: { standing: true, host: where } } }),
    loadLibrary(),
    hangs ? loadFleetFacts() : null,
  ]);
  return { kind, subject, hosts, ...found, fleet: null, incident: null, window: null, library: entries, fleetFacts };
}

async function ofWindow(id: string, now: Date, hangs: boolean, onHosts: OnHosts): Promise<ReportSource> {
  const window = await loadReportWindow(id, now);
  const subject = { id, name: window.window.title };
  const source = await ofHosts("window", { windows: { some: { windowId: id } } }, subject, hangs, onHosts);
  return { ...source, window };
}

/** Everything that a report of the fleet is made from but the facts of its hosts, which are most of it. */
export function loadFleetSource(onHosts: OnHosts = () => {}): Promise<ReportSource> {
  return ofFleet({ facts: false, hangs: false }, onHosts);
}

async function ofFleet({ facts, hangs }: { facts: boolean; hangs: boolean }, onHosts: OnHosts): Promise<ReportSource> {
  const [hosts, found, { entries }, fleet, fleetFacts] = await Promise.all([
    loadReportHosts({}, { facts, onHosts }),
    loadReportFindings({ OR: [{ scope: "fleet" }, { sightings: { some: { standing: true } } }] }),
    loadLibrary(),
    fleetVerdicts(() => true),
    hangs ? loadFleetFacts() : null,
  ]);
  const subject = { id: null, name: "fleet" };
  return { kind: "fleet", subject, hosts, ...found, fleet, incident: null, window: null, library: entries, fleetFacts };
}

async function ofIncident(id: string | null, onHosts: OnHosts): Promise<ReportSource> {
  const { entries } = await loadLibrary();
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) throw new Problem("not-found", "There is no such incident: it was removed, or the address is wrong.");
  const rules = [...new Set(entry.chain.flatMap((link) => link.rules))];
  const exposing = exposingRules(entry);
  const standing = { OR: [{ scope: "fleet" as const }, { sightings: { some: { standing: true } } }] };
  const [hosts, found, sights, fleet] = await Promise.all([
    loadReportHosts({}, { facts: false, onHosts }),
    loadReportFindings({ rule: { in: exposing }, ...standing }),
    loadSights(rules),
    fleetVerdicts(({ rule }) => rules.includes(rule)),
  ]);
  const incident = { entry, exposure: exposureOfAll(entry, sights, aboutFleet) };
  return {
    kind: "postmortem",
    subject: { id: entry.id, name: entry.title },
    hosts,
    ...found,
    fleet,
    incident,
    window: null,
    library: entries,
    fleetFacts: null,
  };
}

async function fleetVerdicts(keep: (verdict: StoredVerdict) => boolean): Promise<ReportSource["fleet"]> {
  const row = await db().fleetJudgement.findFirst({ select: { verdicts: true, judgedAt: true } });
  if (row === null) return null;
  const verdicts = parseVerdicts(row.verdicts).filter(keep);
  return { judgedAt: row.judgedAt, verdicts: verdicts.map(({ rule, verdict, because }) => ({ rule, verdict, because })) };
}
