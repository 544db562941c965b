import { count, list, percent } from "#lib/format.ts";
import { stateNames } from "#lib/reports/words.ts";
import { severities } from "#lib/rules/severity.ts";
import type { Report, ReportHeadline, ReportHost } from "./model.ts";
import { windowHeadlines } from "./window-headlines.ts";

type Body = Pick<Report, "kind" | "subject" | "hosts" | "findings" | "accepted" | "coverage" | "exposure" | "window" | "unknown">;

/** The answers that a report begins with, each with the number and what it means. */
export function headlinesOf(body: Body, madeAt: string): ReportHeadline[] {
  if (body.window !== null) return [...windowHeadlines(body.window, madeAt), ...ofHosts(body)];
  return ofHosts(body);
}

function ofHosts(body: Body): ReportHeadline[] {
  if (body.hosts.length === 0) return [{ tone: "unknown", words: "There is no host yet, so nothing is known", detail: null }];
  const [only] = body.hosts;
  const first =
    body.exposure !== null ? exposed(body) : body.kind === "host" && only !== undefined ? comesBack(only) : comeBack(body.hosts);
  return [first, openFindings(body), coverage(body), ...notRead(body)];
}

function exposed({ exposure, hosts }: Body): ReportHeadline {
  if (exposure === null) throw new Error("a report about no incident");
  const { exposed: yes, "cannot-tell": open } = exposure.counts;
  const detail = open === 0 ? null : `of ${count(open, "host")} it cannot be told`;
  if (exposure.answer === "exposed")
    return {
      tone: "critical",
      words: `It could happen here: ${yes} of ${count(hosts.length, "host")} ${yes === 1 ? "is" : "are"} exposed`,
      detail,
    };
  if (exposure.answer === "cannot-tell") return { tone: "unknown", words: "Whether it could happen here cannot be told", detail };
  return { tone: "holds", words: "It could not happen here in this way", detail };
}

function cellOf(host: ReportHost, scenario: "reboot" | "power-loss") {
  return host.readiness.find((cell) => cell.scenario === scenario);
}

function comesBack(host: ReportHost): ReportHeadline {
  const cell = cellOf(host, "reboot");
  if (cell === undefined || cell.tone === "unknown")
    return { tone: "unknown", words: `Whether ${host.name} would come back from a reboot is not known`, detail: null };
  if (cell.tone === "holds") return { tone: "holds", words: `${host.name} would come back from a reboot by itself`, detail: null };
  return { tone: cell.tone, words: `After a reboot ${host.name} would not be as it is now: ${cell.words}`, detail: null };
}

function comeBack(hosts: readonly ReportHost[]): ReportHeadline {
  const down = hosts.filter((host) => [cellOf(host, "reboot"), cellOf(host, "power-loss")].some((cell) => cell?.tone === "critical"));
  const returns = hosts.filter((host) => cellOf(host, "reboot")?.tone === "holds").length;
  if (down.length === 0)
    return {
      tone: returns === hosts.length ? "holds" : "unknown",
      words: `${returns} of ${count(hosts.length, "host")} ${returns === 1 ? "is" : "are"} known to come back from a reboot by themselves`,
      detail: null,
    };
  const words = `${down.length} of ${count(hosts.length, "host")} would not come back by ${down.length === 1 ? "itself" : "themselves"}`;
  return {
    tone: "critical",
    words,
    detail: list(
      down.map(({ name }) => name),
      6,
    ),
  };
}

function openFindings({ findings, accepted }: Body): ReportHeadline {
  const counts = severities
    .toReversed()
    .map((severity) => ({ severity, number: findings.filter((each) => each.severity === severity).length }));
  const worst = counts.find(({ number }) => number > 0);
  const detail =
    accepted.length === 0 ? null : `${count(accepted.length, "further finding")} ${accepted.length === 1 ? "is" : "are"} accepted`;
  if (worst === undefined) return { tone: "holds", words: "No finding is open", detail };
  const told = counts.filter(({ number }) => number > 0).map(({ severity, number }) => `${number} ${severity}`);
  return { tone: worst.severity, words: `${count(findings.length, "finding")} open: ${list(told, 6)}`, detail };
}

function coverage({ coverage: { share, unknownRules, hosts, read } }: Body): ReportHeadline {
  if (share === null) return { tone: "unknown", words: "Nothing was read yet, so nothing could be decided", detail: null };
  const whole = unknownRules === 0 && hosts === read;
  return {
    tone: whole ? "holds" : "unknown",
    words: `${percent(share)} of the rules that apply could be decided`,
    detail: unknownRules === 0 ? null : `${unknownRules} ${unknownRules === 1 ? "answer is" : "answers are"} unknown, which is not healthy`,
  };
}

function notRead({ hosts, unknown: { neverRead, notAnswering } }: Body): ReportHeadline[] {
  const failed = [...neverRead, ...notAnswering.map(({ host }) => host)];
  const [only] = hosts;
  if (failed.length === 0 || only === undefined) return [];
  if (hosts.length > 1)
    return [
      { tone: "unknown", words: `${failed.length} of ${count(hosts.length, "host")} could not be read last time`, detail: list(failed, 6) },
    ];
  const because = only.lastError?.sentence ?? stateNames[only.state];
  return [
    { tone: "unknown", words: `The last visit read nothing: ${because}`, detail: only.seenAt && `what follows is from ${only.seenAt}` },
  ];
}
