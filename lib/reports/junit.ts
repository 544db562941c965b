import { XMLBuilder } from "fast-xml-parser";
import type { Finding, RuleResult } from "#lib/engine/judgement.ts";
import { plainLine } from "#lib/plain-text.ts";
import { rules } from "#lib/rules/index.ts";
import { bandOf, type Severity, severityOf } from "#lib/rules/severity.ts";
import { worstFirst } from "./check-report.ts";
import { type CheckRun, type NamedOutcome, namedOutcomes } from "./check-run.ts";
import { findingText } from "./finding-text.ts";
import { familyOf } from "./rule-sheet.ts";
import { undecidedOf } from "./undecided.ts";
import { xmlLine, xmlText } from "./xml-text.ts";

/** What became of a test that did not simply pass: an attribute's worth of words, and the rest as text. */
interface Outcome {
  kind: "failure" | "error" | "skipped";
  message: string;
  type?: string;
  text?: string;
}

interface TestCase {
  classname: string;
  name: string;
  seconds: number;
  outcome: Outcome | null;
  /** What is worth reading although the test passed. */
  output?: string;
}

interface TestSuite {
  name: string;
  seconds: number;
  startedAt: Date | null;
  properties: Readonly<Record<string, string | number>>;
  cases: TestCase[];
}

const titles = new Map(rules.map(({ id, title }) => [id, title]));
const maximumMessageCharacters = 500;

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  format: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
});

/**
 * A run as JUnit XML: a suite per host and one of all together, in it a test per rule. Findings at `failOn` or above fail, what could not
 * be decided and might reach it is an error, and nothing unknown ever passes: so no failure and no error means exit status 0.
 */
export function toJunit({ outcomes, together }: CheckRun, failOn: Severity): string {
  const suites = namedOutcomes(outcomes).map((outcome) => hostSuite(outcome, failOn));
  if (together.length > 0) suites.push(togetherSuite(together, failOn));
  const all = suites.flatMap(({ cases }) => cases);
  const seconds = suites.reduce((sum, suite) => sum + suite.seconds, 0);
  const root = { "@name": "bulkhead check", ...countsOf(all), "@time": timeText(seconds), testsuite: suites.map(suiteElement) };
  return builder.build({ "?xml": { "@version": "1.0", "@encoding": "UTF-8" }, testsuites: root });
}

function hostSuite(outcome: NamedOutcome, failOn: Severity): TestSuite {
  const { name, host, problem } = outcome;
  const { score, coverage } = host.judgement.score;
  const results = host.judgement.results.filter(({ verdict }) => problem === undefined || verdict !== "unknown");
  return {
    name,
    seconds: host.durationMs / 1000,
    startedAt: host.collectedAt,
    properties: { target: host.target, score, coverage: Math.floor(coverage * 100) / 100, failOn },
    cases: [visitCase(outcome), ...results.map((result) => ruleCase(name, result, failOn))],
  };
}

/** That a host could be read is a test of its own, which took as long as the visit. */
function visitCase({ name, host, problem }: NamedOutcome): TestCase {
  const visit = { classname: `${name}.visit`, name: "The host can be read", seconds: host.durationMs / 1000 };
  if (problem === undefined) return { ...visit, outcome: null };
  const undecided = undecidedOf(host.judgement.results).map(({ result }) => result.rule);
  const text = [problem, `${undecided.length} rules could not be decided:`, ...undecided].join("\n");
  return { ...visit, outcome: { kind: "error", type: "not-read", message: problem, text } };
}

function togetherSuite(results: readonly RuleResult[], failOn: Severity): TestSuite {
  const name = "all hosts together";
  return { name, seconds: 0, startedAt: null, properties: { failOn }, cases: results.map((result) => ruleCase(name, result, failOn)) };
}

function ruleCase(host: string, result: RuleResult, failOn: Severity): TestCase {
  const { rule } = result;
  // Readers of JUnit split a class at its last dot: host as the package, family as the class.
  const test = { classname: `${host}.${familyOf(rule)}`, name: `${rule} – ${titles.get(rule) ?? rule}`, seconds: 0 };
  if (result.verdict === "unknown") return { ...test, outcome: undecided(result, failOn) };
  if (result.verdict === "not-applicable") return { ...test, outcome: { kind: "skipped", message: result.because ?? "not applicable" } };
  const findings = worstFirst(result.findings);
  const failing = findings.filter(({ severity }) => bandOf(severity) >= bandOf(failOn));
  const milder = findings.filter((finding) => !failing.includes(finding));
  const output = milder.length === 0 ? {} : { output: findingsText(milder) };
  return { ...test, outcome: failure(failing), ...output };
}

function undecided({ likelihood, impact, because }: RuleResult, failOn: Severity): Outcome {
  const severity = severityOf(likelihood, impact);
  const reason = `could not be decided: ${because ?? "no reason given"}`;
  if (bandOf(severity) >= bandOf(failOn)) return { kind: "error", type: "unknown", message: reason };
  return { kind: "skipped", message: `${reason} (${severity}, below ${failOn})` };
}

function failure(findings: readonly Finding[]): Outcome | null {
  const [worst] = findings;
  if (worst === undefined) return null;
  const more = findings.length === 1 ? "" : ` (and ${findings.length - 1} more)`;
  return { kind: "failure", type: worst.severity, message: `${plainLine(worst.title)}${more}`, text: findingsText(findings) };
}

function findingsText(findings: readonly Finding[]): string {
  return findings.map(findingText).join("\n\n");
}

function suiteElement(suite: TestSuite, index: number): object {
  const { name, seconds, startedAt, properties, cases } = suite;
  return {
    "@name": xmlLine(name),
    "@id": index,
    "@hostname": xmlLine(name),
    ...(startedAt === null ? {} : { "@timestamp": startedAt.toISOString().slice(0, 19) }),
    ...countsOf(cases),
    "@skipped": numberOf(cases, "skipped"),
    "@time": timeText(seconds),
    properties: { property: Object.entries(properties).map(([key, value]) => ({ "@name": key, "@value": xmlLine(String(value)) })) },
    testcase: cases.map(caseElement),
  };
}

function caseElement({ classname, name, seconds, outcome, output }: TestCase): object {
  return {
    "@classname": xmlLine(classname),
    "@name": xmlLine(name),
    "@time": timeText(seconds),
    ...(outcome === null ? {} : { [outcome.kind]: outcomeElement(outcome) }),
    ...(output === undefined ? {} : { "system-out": xmlText(output) }),
  };
}

function outcomeElement({ message, type, text }: Outcome): object {
  return {
    "@message": xmlLine(message, maximumMessageCharacters),
    ...(type === undefined ? {} : { "@type": type }),
    ...(text === undefined ? {} : { "#text": xmlText(text) }),
  };
}

/** `skipped` is a suite's only: not every reader knows it of the whole. */
function countsOf(cases: readonly TestCase[]): object {
  return { "@tests": cases.length, "@failures": numberOf(cases, "failure"), "@errors": numberOf(cases, "error") };
}

function numberOf(cases: readonly TestCase[], kind: Outcome["kind"]): number {
  return cases.filter(({ outcome }) => outcome?.kind === kind).length;
}

function timeText(seconds: number): string {
  return seconds.toFixed(3);
}
