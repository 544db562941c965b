import { type FactName, type Facts, factSchemas, type Readings } from "#lib/facts/index.ts";
import type { Reading } from "#lib/facts/reading.ts";
import { type ContextName, type ContextReadings, contextNames } from "#lib/rules/context.ts";
import { rules as allRules } from "#lib/rules/index.ts";
import { type AnyRule, type Collection, type NeedName, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { severityOf } from "#lib/rules/severity.ts";
import type { Finding, Judgement, RuleResult } from "./judgement.ts";
import { scoreHost } from "./score.ts";

/** Whom a judgement is about: `hostId` goes into fingerprints and must stay the same across visits. */
export interface JudgedHost {
  hostId: string;
  /** What is known of it from elsewhere; rules that need what is not here are left out of the judgement. */
  context?: ContextReadings;
  /** Why changes of this host are expected now: rules about changes then do not apply. */
  quiet?: string | null;
}

/** Everything that a rule may ask for, by name, before it is narrowed to what the rule declared. */
type Known = Readonly<Record<string, Reading<unknown> | undefined>>;

/**
 * Judges one host by all rules. Pure and total: the same readings and clock give the same judgement, and an exception
 * inside a rule makes that rule unknown, never the run fail.
 */
export function judgeHost(readings: Readings, host: JudgedHost, now: Date, rules: readonly AnyRule[] = allRules): Judgement {
  const results = evaluateRules(readings, host, now, rules);
  const findings = results.flatMap((result) => result.findings);
  return { results, findings, score: scoreHost(findings, results) };
}

/** The verdict of each rule that this run can judge, in the order given. Rules about the visit itself see what the others could not decide. */
export function evaluateRules(readings: Readings, host: JudgedHost, now: Date, rules: readonly AnyRule[]): RuleResult[] {
  const judged = rules.filter((rule) => contextOf(rule).every((name) => host.context?.[name] !== undefined));
  const known: Known = { ...readings, ...host.context };
  const aboutHost = judged.filter((rule) => !needsCollection(rule));
  const decided = new Map(aboutHost.map((rule) => [rule.id, evaluateRule(rule, known, host, now)]));
  const collection: Reading<Collection> = { status: "ok", value: summarise(readings, aboutHost) };
  return judged.map((rule) => decided.get(rule.id) ?? evaluateRule(rule, { ...known, collection }, host, now));
}

/** Whether a rule is about the visit, not the host: it is always decided and takes no part in coverage. */
export function needsCollection(rule: { needs: readonly NeedName[] }): boolean {
  return rule.needs.includes("collection");
}

function contextOf(rule: AnyRule): ContextName[] {
  return contextNames.filter((name) => rule.needs.includes(name));
}

function evaluateRule(rule: AnyRule, known: Known, host: JudgedHost, now: Date): RuleResult {
  const result = (verdict: RuleResult["verdict"], because: string | null, findings: Finding[] = []): RuleResult => ({
    rule: rule.id,
    verdict,
    because,
    likelihood: rule.likelihood,
    impact: rule.impact,
    findings,
  });
  if (host.quiet && rule.id.startsWith("change/")) return result("not-applicable", host.quiet);
  const missing = rule.needs.find((name) => (known[name]?.status ?? "failed") === "failed");
  if (missing !== undefined) return result("unknown", whyMissing(missing, known[missing]));
  for (const name of rule.needs) {
    const reading = known[name];
    if (reading?.status === "absent") return result("not-applicable", `${name}: ${reading.reason}`);
  }
  try {
    const observations = rule.check(factsFor(rule, known) as never, now);
    const findings = observations.map((observation) => toFinding(rule, observation, known, host));
    return result(findings.length === 0 ? "passed" : "failed", null, uniqueByFingerprint(findings));
  } catch (error) {
    if (error instanceof NotApplicable) return result("not-applicable", error.message);
    if (error instanceof Undecidable) return result("unknown", error.message);
    return result("unknown", `the rule broke on these facts: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Exactly what the rule declared, and nothing else, reaches it. */
function factsFor(rule: AnyRule, known: Known): Record<string, unknown> {
  return Object.fromEntries([...rule.needs, ...(rule.wants ?? [])].map((name) => [name, readValue(known[name])]));
}

function readValue<T>(reading: Reading<T> | undefined): T | undefined {
  return reading?.status === "ok" ? reading.value : undefined;
}

function whyMissing(name: NeedName, reading: Reading<unknown> | undefined): string {
  return reading?.status === "failed" ? `${name} ${reading.cause}: ${reading.detail}` : `${name} was not collected`;
}

function toFinding(rule: AnyRule, observation: Observation, known: Known, host: JudgedHost): Finding {
  const likelihood = observation.likelihood ?? rule.likelihood;
  const impact = observation.impact ?? rule.impact;
  return {
    fingerprint: [rule.id, targetOf(rule, known, host), observation.key ?? observation.subject].join("|"),
    rule: rule.id,
    subject: observation.subject,
    title: observation.title ?? rule.title,
    why: rule.why,
    severity: severityOf(likelihood, impact),
    likelihood,
    impact,
    confidence: observation.confidence ?? "confirmed",
    observed: observation.observed,
    expected: observation.expected,
    scenarios: [...rule.scenarios],
    scope: rule.scope,
    evidence: [...observation.cite],
    remedy: { ...rule.remedy, ...observation.remedy, steps: [...(observation.remedy?.steps ?? rule.remedy.steps)] },
    postmortems: [...(rule.postmortems ?? [])],
    references: [...(rule.references ?? [])],
  };
}

/** A fault of a cluster is one fault, whichever member shows it; a cluster without a name cannot be told from another. */
function targetOf(rule: AnyRule, known: Known, host: JudgedHost): string {
  if (rule.scope === "fleet") return "fleet";
  const config = rule.scope === "cluster" ? (readValue(known.clusterConfig) as Facts["clusterConfig"] | undefined) : undefined;
  return config?.name ? `cluster:${config.name}` : `host:${host.hostId}`;
}

function uniqueByFingerprint(findings: Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()];
}

function summarise(readings: Readings, rules: readonly AnyRule[]): Collection {
  const collection: Collection = { failed: [], undecided: [] };
  for (const [name, reading] of Object.entries(readings) as [FactName, Readings[FactName]][]) {
    if (reading?.status === "failed") collection.failed.push({ fact: name, cause: reading.cause, detail: reading.detail });
  }
  for (const rule of rules) {
    const facts = rule.needs.filter((name): name is FactName => Object.hasOwn(factSchemas, name));
    const because = facts.find((name) => (readings[name]?.status ?? "failed") === "failed");
    if (because !== undefined) collection.undecided.push({ rule: rule.id, likelihood: rule.likelihood, impact: rule.impact, because });
  }
  return collection;
}
