import type { Finding, RuleResult } from "#lib/engine/judgement.ts";
import { plainLine, plainText, plainTexts } from "#lib/plain-text.ts";
import { rules } from "#lib/rules/index.ts";
import { severityOf } from "#lib/rules/severity.ts";
import { worstFirst } from "./check-report.ts";
import { type CheckRun, type NamedOutcome, namedOutcomes } from "./check-run.ts";
import { locationsOf, type Place } from "./sarif-locations.ts";
import type { SarifLog, SarifNotification, SarifResult, SarifRule } from "./sarif-log.ts";
import { levelOf, rankOf, sarifRule } from "./sarif-rules.ts";
import { messageText } from "./sarif-text.ts";
import { undecidedOf } from "./undecided.ts";

/** The rules of a log, and where each stands. */
type RuleIndex = ReadonlyMap<string, { index: number; rule: SarifRule }>;

const fleet: Place = { name: "all hosts together", kind: "fleet" };

/**
 * A run as SARIF 2.1.0 for views of code scanning. What failed is a result, and so is what could not be decided (`open`), for a view that
 * shows nothing reads as "nothing wrong"; rules that passed are listed as rules only.
 */
export function toSarif({ version, outcomes, together }: CheckRun): SarifLog {
  const hosts = namedOutcomes(outcomes);
  const index = indexOfRules([...outcomes.flatMap(({ host }) => host.judgement.results), ...together]);
  const notRead = hosts.filter(({ problem }) => problem !== undefined);
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Bulkhead",
            version,
            semanticVersion: version,
            rules: [...index.values()].map(({ rule }) => rule),
            notifications,
          },
        },
        invocations: [{ executionSuccessful: notRead.length === 0, toolExecutionNotifications: notRead.map(notification) }],
        originalUriBaseIds,
        columnKind: "utf16CodeUnits",
        results: [...hosts.flatMap((host) => hostResults(host, index)), ...resultsOf(fleet, together, index)],
        properties: { hosts: hosts.map(hostSummary) },
      },
    ],
  };
}

const notifications = [
  {
    id: "host-not-read" as const,
    name: "HostNotRead",
    shortDescription: { text: "A host could not be read." },
    fullDescription: { text: "Nothing is known of it: none of its rules could be decided, and no result of an earlier run is refuted." },
  },
];

const originalUriBaseIds = {
  "%SRCROOT%": { description: { text: "A folder with one folder per host below hosts/, as a repository of their files may have it." } },
};

function indexOfRules(results: readonly RuleResult[]): RuleIndex {
  const judged = new Set(results.map(({ rule }) => rule));
  const listed = rules.filter(({ id }) => judged.has(id));
  return new Map(listed.map((rule, index) => [rule.id, { index, rule: sarifRule(rule) }]));
}

/** Of a host that was not read only what is known: that it was not. Its rules stand in the notification. */
function hostResults({ name, host, problem }: NamedOutcome, index: RuleIndex): SarifResult[] {
  const { results } = host.judgement;
  const told = problem === undefined ? results : results.filter(({ verdict }) => verdict !== "unknown");
  return resultsOf({ name, kind: "host" }, told, index);
}

function resultsOf(place: Place, results: readonly RuleResult[], index: RuleIndex): SarifResult[] {
  const findings = worstFirst(results.flatMap((result) => result.findings));
  return [
    ...findings.map((finding) => failed(finding, place, index)),
    ...undecidedOf(results).map(({ result, because }) => open(result, because, place, index)),
  ];
}

function failed(finding: Finding, place: Place, index: RuleIndex): SarifResult {
  const { rule, title, observed, expected, subject, severity, likelihood, impact, confidence, scenarios, remedy, postmortems } = finding;
  const { main, related } = locationsOf(place, subject, finding.evidence);
  const doubt = confidence === "confirmed" ? "" : ` (${confidence})`;
  return {
    ...reference(rule, index),
    kind: "fail",
    level: levelOf[severity],
    rank: rankOf(finding),
    message: { text: messageText(`${title}${doubt}.\nObserved: ${observed}\nExpected: ${expected}`) },
    locations: [main],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    partialFingerprints: fingerprints(finding.fingerprint),
    properties: plainTexts({
      ...{ tags: [...new Set(scenarios)], host: place.name, subject, severity, likelihood, impact, confidence },
      ...{ remedy: { ...remedy, steps: [...remedy.steps] }, postmortems },
    }),
  };
}

/** The rule was asked, and there was not enough to decide: SARIF's own word for it, and never a pass. */
function open(result: RuleResult, because: string, place: Place, index: RuleIndex): SarifResult {
  const { rule, likelihood, impact } = result;
  const title = index.get(rule)?.rule.shortDescription.text ?? rule;
  return {
    ...reference(rule, index),
    kind: "open",
    level: "none",
    rank: rankOf(result),
    message: { text: `Could not be decided on ${messageText(plainLine(place.name))}: ${title}\nReason: ${messageText(because)}` },
    locations: [locationsOf(place, null, []).main],
    partialFingerprints: fingerprints(`${rule}|${place.name}|undecided`),
    properties: plainTexts({ tags: ["unknown"], host: place.name, severity: severityOf(likelihood, impact), likelihood, impact }),
  };
}

function reference(rule: string, index: RuleIndex): Pick<SarifResult, "ruleId" | "ruleIndex"> {
  return { ruleId: rule, ruleIndex: index.get(rule)?.index ?? 0 };
}

/** GitHub tells results apart by the second name only. */
function fingerprints(fingerprint: string): SarifResult["partialFingerprints"] {
  const plain = plainText(fingerprint);
  return { "bulkheadFinding/v1": plain, primaryLocationLineHash: plain };
}

function notification({ name, host, problem = "" }: NamedOutcome): SarifNotification {
  const undecidedRules = undecidedOf(host.judgement.results).map(({ result }) => result.rule);
  return {
    descriptor: { id: "host-not-read", index: 0 },
    level: "error",
    message: { text: messageText(`${problem}\n${undecidedRules.length} rules could not be decided.`) },
    locations: [locationsOf({ name, kind: "host" }, null, []).main],
    timeUtc: host.collectedAt.toISOString(),
    properties: { target: plainText(host.target), undecidedRules },
  };
}

function hostSummary({ name, host, problem }: NamedOutcome): SarifLog["runs"][number]["properties"]["hosts"][number] {
  const { score, coverage } = host.judgement.score;
  const when = { collectedAt: host.collectedAt.toISOString(), durationMs: Math.round(host.durationMs) };
  return plainTexts({ name, target: host.target, wasRead: problem === undefined, score, coverage, ...when });
}
