import { wholeAnswer } from "#lib/engine/exposure.ts";
import { plainTexts } from "#lib/plain-text.ts";
import { incidentsOf } from "#lib/postmortems/incidents-of.ts";
import type { LibraryEntry } from "#lib/postmortems/library.ts";
import { worstFirst } from "#lib/reports/check-report.ts";
import { targetOf } from "#lib/reports/host/target.ts";
import { stateNames } from "#lib/reports/words.ts";
import type { Maker } from "./catalogue.ts";
import { hangingOf } from "./hanging.ts";
import { headlinesOf } from "./headlines.ts";
import type { Report, ReportExposure, ReportFinding, ReportHost } from "./model.ts";
import type { HostExposure, ReportSource, SourceFinding, SourceHost } from "./source.ts";
import { reportWindow } from "./window.ts";

/** Makes a report. Pure: the clock and the version are given. Whatever hosts said in it is plain text. */
export function buildReport(source: ReportSource, madeAt: Date, madeBy: Maker): Report {
  const findings = source.findings.map((found) => reportFinding(found, source.library));
  const hosts = source.hosts.map(reportHost);
  const body = {
    kind: source.kind,
    subject: source.subject,
    title: titleOf(source),
    coverage: coverageOf(hosts, source),
    findings: worstFirst(findings.filter(({ accepted }) => accepted === null)),
    accepted: worstFirst(findings.filter(({ accepted }) => accepted !== null)),
    exposure: exposureOf(source),
    window: source.window && reportWindow(source.window, madeAt),
    hosts,
    ...hangingOf(source, madeAt),
    fleet: { judgedAt: iso(source.fleet?.judgedAt ?? null), verdicts: [...(source.fleet?.verdicts ?? [])] },
    unknown: unknownOf(hosts, source),
  };
  const schema = "bulkhead-report/1" as const;
  return plainTexts({ schema, madeAt: madeAt.toISOString(), madeBy, headlines: headlinesOf(body, madeAt.toISOString()), ...body });
}

const titles: Record<ReportSource["kind"], string> = {
  host: "Host",
  cluster: "Cluster",
  fleet: "The fleet",
  postmortem: "Could it happen here?",
  window: "Maintenance window:",
};

function titleOf({ kind, subject }: ReportSource): string {
  return kind === "fleet" ? titles.fleet : `${titles[kind]} ${subject.name}`;
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}

function reportFinding({ finding, openedAt, accepted, hosts }: SourceFinding, library: readonly LibraryEntry[]): ReportFinding {
  const { postmortems: _, ...rest } = finding;
  return {
    ...rest,
    incidents: incidentsOf(finding, library),
    hosts: hosts.map(({ host, points, unseenSince }) => ({ host, points, notSeenSince: iso(unseenSince) })),
    openedAt: openedAt.toISOString(),
    accepted: accepted && {
      by: accepted.by ?? "somebody",
      reason: accepted.reason ?? "no reason was given",
      at: iso(accepted.at),
      until: iso(accepted.until)?.slice(0, 10) ?? null,
    },
  };
}

function reportHost(host: SourceHost): ReportHost {
  const { name, site, clusterName, system, state, paused, lastError, risk, readiness, verdicts, facts } = host;
  return {
    ...{ name, target: targetOf(host), site, cluster: clusterName, system, state, paused, lastError },
    visitedAt: iso(host.lastVisitAt),
    seenAt: iso(host.lastSeenAt),
    risk,
    verdicts: {
      passed: verdicts.passed,
      failed: verdicts.failed,
      notApplicable: verdicts["not-applicable"],
      unknown: verdicts.unknown,
    },
    readiness: [...readiness],
    unknown: { rules: [...host.unknown], facts: [...host.unread] },
    facts,
  };
}

function coverageOf(hosts: readonly ReportHost[], { fleet }: ReportSource): Report["coverage"] {
  const shares = hosts.flatMap(({ risk }) => (risk === null ? [] : [risk.coverage]));
  const sum = shares.reduce((total, share) => total + share, 0);
  const ofFleet = fleet?.verdicts.filter(({ verdict }) => verdict === "unknown").length ?? 0;
  return {
    hosts: hosts.length,
    read: hosts.filter(({ seenAt }) => seenAt !== null).length,
    share: shares.length === 0 ? null : Math.min(1, sum / shares.length),
    unknownRules: hosts.reduce((total, { unknown }) => total + unknown.rules.length, ofFleet),
  };
}

function unknownOf(hosts: readonly ReportHost[], { fleet, unreadable }: ReportSource): Report["unknown"] {
  return {
    neverRead: hosts.filter(({ seenAt }) => seenAt === null).map(({ name }) => name),
    notAnswering: hosts
      .filter(({ seenAt, state }) => seenAt !== null && state !== "reachable")
      .map(({ name, seenAt, lastError, state }) => ({ host: name, because: lastError?.sentence ?? stateNames[state], seenAt })),
    cells: hosts.flatMap(({ name, readiness }) =>
      readiness.filter(({ tone }) => tone === "unknown").map(({ scenario, undecided }) => ({ host: name, scenario, undecided })),
    ),
    fleetRules: (fleet?.verdicts ?? [])
      .filter(({ verdict }) => verdict === "unknown")
      .map(({ rule, because }) => ({ rule, because: because ?? "no reason was given" })),
    unreadableFindings: [...unreadable],
  };
}

/** What an incident comes to on every host; null where the report is about none. What hosts said in it is as it was. */
export function exposureOf({ incident }: Pick<ReportSource, "incident">): ReportExposure | null {
  if (incident === null) return null;
  const { entry, exposure } = incident;
  const through = [...exposure.hosts, ...(exposure.fleet === null ? [] : [exposure.fleet])].flatMap((each) => each.through);
  const open = new Set(through.map(({ rule }) => rule));
  return {
    id: entry.id,
    title: entry.title,
    date: entry.date ?? null,
    summary: entry.summary,
    system: entry.system,
    chain: entry.chain.map(({ step, text, kind, rules }) => ({ step, text, kind, rules, open: rules.some((rule) => open.has(rule)) })),
    answer: wholeAnswer(exposure),
    counts: exposure.counts,
    fleet: exposure.fleet && hostExposure(exposure.fleet),
    hosts: exposure.hosts.map(hostExposure),
  };
}

function hostExposure({ name, answer, through, passed, silent }: HostExposure): ReportExposure["hosts"][number] {
  const findings = through.map(({ rule, subject, title, severity, accepted }) => ({ rule, subject, title, severity, accepted }));
  return { host: name, answer, through: findings, passed, silent };
}
