import { bandOf, type Severity, severities, severityOf } from "#lib/rules/severity.ts";
import type { Finding, RuleResult, Score, ScorePart } from "./judgement.ts";

/** Points for the worst band present: `floor` for being there at all, up to `ceiling` however many there are. Index is the band. */
const ranges = [
  { floor: 0, ceiling: 4 },
  { floor: 5, ceiling: 19 },
  { floor: 20, ceiling: 44 },
  { floor: 45, ceiling: 74 },
  { floor: 75, ceiling: 100 },
] as const;

/** Weight of something as far below the worst band as the index says. */
const weightByDistance = [0.35, 0.12, 0.04, 0.01] as const;
const weightOfWorstPossible = 0.5;

const certainty = { confirmed: 1, inferred: 0.7, suspected: 0.5 } as const;
const ghostCertainty = 0.5;
const mediumBand = bandOf("medium");
const criticalBand = bandOf("critical");

const goodCoverage = 0.9;
const poorCoverage = 0.6;

type Scored = Pick<Finding, "fingerprint" | "rule" | "title" | "severity" | "likelihood" | "impact" | "confidence">;
type Decided = Pick<RuleResult, "rule" | "verdict" | "likelihood" | "impact">;

/** Something that adds to a score: `band` is the one it counts in, which is lower than its severity where it is only suspected. */
interface Weight {
  part: Omit<ScorePart, "points">;
  band: number;
  product: number;
  certainty: number;
}

/**
 * A host's score from its open findings and the verdicts of all rules. Saturating: many small things never outrank a large one.
 * Rules that could not be decided count as ghosts, one band below their default severity and never above medium; on a host that was
 * seen well enough they add to what is known, and never lift it into a worse band: one small fault would weigh more than none by far.
 */
export function scoreHost(findings: readonly Scored[], results: readonly Decided[]): Score {
  const coverage = coverageOf(results);
  const known = uniqueByFingerprint(findings);
  const unknown = results.filter((result) => result.verdict === "unknown" && !isAboutVisit(result.rule));
  const sight = sightOf(coverage, unknown);
  const unseen = unknown.filter((result) => !isToldBy(known, result));
  const worstKnown = Math.max(-1, ...known.map((finding) => weightOf(finding).band));
  const ghosts = sight === "seen" ? unseen.flatMap((result) => heldDown(ghostOf(result), worstKnown)) : unseen.map(ghostOf);
  const { floor, parts, total } = saturate([...known.map(weightOf), ...ghosts]);
  const worst = saturate([...known.map(weightOf), ...unseen.map(asFailed)]).total;
  return { score: round(total), coverage, worstCase: Math.max(round(worst), round(total)), floor, parts, sight };
}

/** Share of applicable rules, weighted by likelihood × impact, that gave a definite answer; 1 when none applies. */
export function coverageOf(results: readonly Decided[]): number {
  const applicable = results.filter((result) => result.verdict !== "not-applicable" && !isAboutVisit(result.rule));
  const weight = (some: readonly Decided[]) => some.reduce((sum, result) => sum + result.likelihood * result.impact, 0);
  const whole = weight(applicable);
  return whole === 0 ? 1 : weight(applicable.filter((result) => result.verdict !== "unknown")) / whole;
}

/** Rules about the visit itself are always decided: counting them would make an unread host look partly read. */
function isAboutVisit(rule: string): boolean {
  return rule.startsWith("self/");
}

function sightOf(coverage: number, unknown: readonly Decided[]): Score["sight"] {
  if (coverage < poorCoverage) return "unknown";
  const blindToCritical = unknown.some((result) => severityOf(result.likelihood, result.impact) === "critical");
  return coverage < goodCoverage || blindToCritical ? "partly-seen" : "seen";
}

function weightOf(finding: Scored): Weight {
  const band = bandOf(finding.severity);
  return {
    part: { kind: "finding", rule: finding.rule, fingerprint: finding.fingerprint, title: finding.title, severity: finding.severity },
    band: finding.confidence === "suspected" ? Math.max(0, band - 1) : band,
    product: finding.likelihood * finding.impact,
    certainty: certainty[finding.confidence],
  };
}

function ghostOf(result: Decided): Weight {
  const band = Math.min(Math.max(0, bandOf(severityOf(result.likelihood, result.impact)) - 1), mediumBand);
  const severity = severities[band] as Severity;
  return { part: unknownPart(result, severity), band, product: result.likelihood * result.impact, certainty: ghostCertainty };
}

/** A ghost that counts in no worse band than this one; with nothing known it counts in none. */
function heldDown(ghost: Weight, band: number): Weight[] {
  if (band < 0) return [];
  if (ghost.band <= band) return [ghost];
  return [{ ...ghost, band, part: { ...ghost.part, severity: severities[band] as Severity } }];
}

/** Whether a kept finding of an undecided rule counts for at least as much as its ghost: then the ghost says nothing more. */
function isToldBy(known: readonly Scored[], result: Decided): boolean {
  const { band } = ghostOf(result);
  return known.some((finding) => finding.rule === result.rule && weightOf(finding).band >= band);
}

function asFailed(result: Decided): Weight {
  const severity = severityOf(result.likelihood, result.impact);
  return { part: unknownPart(result, severity), band: bandOf(severity), product: result.likelihood * result.impact, certainty: 1 };
}

function unknownPart(result: Decided, severity: Severity): Weight["part"] {
  return { kind: "ghost", rule: result.rule, fingerprint: null, title: `${result.rule} could not be decided`, severity };
}

/** `score = floor + (ceiling − floor) × (1 − Π(1 − a·c))`, with each one's share in order of weight; floor and shares add up to it. */
function saturate(weights: readonly Weight[]): { floor: number; parts: ScorePart[]; total: number } {
  const worst = Math.max(-1, ...weights.map((weight) => weight.band));
  const range = ranges[worst];
  if (range === undefined) return { floor: 0, parts: [], total: 0 };
  let left = 1;
  const parts = [...weights].sort(byWeight).map((weight) => {
    const share = attenuation(weight, worst) * weight.certainty;
    const points = (range.ceiling - range.floor) * share * left;
    left *= 1 - share;
    return { ...weight.part, points };
  });
  return { floor: range.floor, parts, total: range.floor + (range.ceiling - range.floor) * (1 - left) };
}

function attenuation(weight: Weight, worst: number): number {
  const distance = worst - weight.band;
  if (distance === 0 && weight.product === 16 && worst === criticalBand) return weightOfWorstPossible;
  if (weight.part.severity === "info") return weight.band === worst ? weightByDistance[0] : weightByDistance[3];
  return weightByDistance[Math.min(distance, weightByDistance.length - 1)] ?? 0;
}

function byWeight(one: Weight, other: Weight): number {
  return (
    other.band - one.band ||
    other.product - one.product ||
    one.part.rule.localeCompare(other.part.rule) ||
    (one.part.fingerprint ?? "").localeCompare(other.part.fingerprint ?? "")
  );
}

/** One fault that several hosts of a cluster tell of counts once, as the worst of what they say, in whatever order they come. */
function uniqueByFingerprint(findings: readonly Scored[]): Scored[] {
  const mildestFirst = [...findings].sort((one, other) => compareAlone(weightOf(one), weightOf(other)));
  return [...new Map(mildestFirst.map((finding) => [finding.fingerprint, finding])).values()];
}

function compareAlone(one: Weight, other: Weight): number {
  const share = (weight: Weight) => attenuation(weight, weight.band) * weight.certainty;
  return one.band - other.band || share(one) - share(other);
}

function round(value: number): number {
  return Math.floor(value + 0.5);
}
