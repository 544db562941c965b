import type { FactName, Facts, Readings } from "#lib/facts/index.ts";
import { type AnyRule, rules as allRules } from "#lib/rules/index.ts";
import { type Collection, type NeedName, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { severityOf } from "#lib/rules/severity.ts";
import type { Finding, Judgement, RuleResult } from "./judgement.ts";
import { scoreHost } from "./score.ts";

/** Whom a judgement is about: `hostId` goes into fingerprints and must stay the same across visits. */
export interface JudgedHost {
  hostId: string;
}

/**
 * Judges one host by all rules. Pure and total: the same readings and clock give the same judgement, and an exception
 * inside a rule makes that rule unknown, never the run fail.
 */
export function judgeHost(readings: Readings, host: JudgedHost, now: Date, rules: readonly AnyRule[] = allRules): Judgement {
  const results = evaluateRules(readings, host, now, rules);
  const findings = results.flatMap((result) => result.findings);
  return { results, findings, score: scoreHost(findings, results) };
}

/** The verdict of each rule, in the order given. Rules about the visit itself see what the others could not decide. */
export function evaluateRules(readings: Readings, host: JudgedHost, now: Date, rules: readonly AnyRule[]): RuleResult[] {
  const aboutHost = rules.filter((rule) => !needsCollection(rule));
  const decided = new Map(aboutHost.map((rule) => [rule.id, evaluateRule(rule, readings, undefined, host, now)]));
  const collection = summarise(readings, aboutHost);
  return rules.map((rule) => decided.get(rule.id) ?? evaluateRule(rule, readings, collection, host, now));
}

/** Whether a rule is about the visit, not the host: it is always decided and takes no part in coverage. */
export function needsCollection(rule: { needs: readonly NeedName[] }): boolean {
  return rule.needs.includes("collection");
}

function evaluateRule(rule: AnyRule, readings: Readings, collection: Collection | undefined, host: JudgedHost, now: Date): RuleResult {
  const needs = rule.needs.filter((need): need is FactName => need !== "collection");
  const result = (verdict: RuleResult["verdict"], because: string | null, findings: Finding[] = []): RuleResult => ({
    rule: rule.id,
    verdict,
    because,
    likelihood: rule.likelihood,
    impact: rule.impact,
    findings,
  });
  const missing = needs.find((name) => (readings[name]?.status ?? "failed") === "failed");
  if (missing !== undefined) return result("unknown", whyMissing(missing, readings));
  for (const name of needs) {
    const reading = readings[name];
    if (reading?.status === "absent") return result("not-applicable", `${name}: ${reading.reason}`);
  }
  try {
    const observations = rule.check(factsFor(rule, readings, collection) as never, now);
    const findings = observations.map((observation) => toFinding(rule, observation, readings, host));
    return result(findings.length === 0 ? "passed" : "failed", null, uniqueByFingerprint(findings));
  } catch (error) {
    if (error instanceof NotApplicable) return result("not-applicable", error.message);
    if (error instanceof Undecidable) return result("unknown", error.message);
    return result("unknown", `the rule broke on these facts: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Exactly the declared facts, and nothing else, reach a rule. */
function factsFor(rule: AnyRule, readings: Readings, collection: Collection | undefined): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const name of [...rule.needs, ...(rule.wants ?? [])]) {
    if (name === "collection") facts[name] = collection;
    else facts[name] = readValue(readings, name);
  }
  return facts;
}

function readValue<Name extends FactName>(readings: Readings, name: Name): Facts[Name] | undefined {
  const reading = readings[name];
  return reading?.status === "ok" ? (reading.value as Facts[Name]) : undefined;
}

function whyMissing(name: FactName, readings: Readings): string {
  const reading = readings[name];
  return reading?.status === "failed" ? `${name} ${reading.cause}: ${reading.detail}` : `${name} was not collected`;
}

function toFinding(rule: AnyRule, observation: Observation, readings: Readings, host: JudgedHost): Finding {
  const likelihood = observation.likelihood ?? rule.likelihood;
  const impact = observation.impact ?? rule.impact;
  return {
    fingerprint: [rule.id, targetOf(rule, readings, host), observation.key ?? observation.subject].join("|"),
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
function targetOf(rule: AnyRule, readings: Readings, host: JudgedHost): string {
  const cluster = rule.scope === "cluster" ? readValue(readings, "clusterConfig")?.name : undefined;
  return cluster ? `cluster:${cluster}` : `host:${host.hostId}`;
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
    const because = rule.needs.find((name): name is FactName => name !== "collection" && (readings[name]?.status ?? "failed") === "failed");
    if (because !== undefined) collection.undecided.push({ rule: rule.id, likelihood: rule.likelihood, impact: rule.impact, because });
  }
  return collection;
}
