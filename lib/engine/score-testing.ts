import type { Level } from "#lib/rules/severity.ts";
import { severityOf } from "#lib/rules/severity.ts";
import type { Finding, RuleResult } from "./judgement.ts";
import type { scoreHost } from "./score.ts";

export type Scored = Parameters<typeof scoreHost>[0][number];
export type Decided = Parameters<typeof scoreHost>[1][number];
export type Certainty = Finding["confidence"];

/** A finding as the score sees it, its severity by likelihood and impact. */
export function finding(
  fingerprint: string,
  likelihood: Level,
  impact: Level,
  confidence: Certainty = "confirmed",
  rule = `rule/${fingerprint}`,
): Scored {
  return { fingerprint, rule, title: fingerprint, severity: severityOf(likelihood, impact), likelihood, impact, confidence };
}

/** The verdict of one rule as the score sees it. */
export function result(rule: string, verdict: RuleResult["verdict"], likelihood: Level, impact: Level): Decided {
  return { rule, verdict, likelihood, impact };
}

/** As many as asked for, each with a name of its own that sorts. */
export function many<T>(count: number, make: (name: string) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(`${index}`.padStart(3, "0")));
}
