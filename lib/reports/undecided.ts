import type { RuleResult } from "#lib/engine/judgement.ts";

/** The rules that were left undecided, each with its reason. */
export function undecidedOf(results: readonly RuleResult[]): { result: RuleResult; because: string }[] {
  const unknown = results.filter(({ verdict }) => verdict === "unknown");
  return unknown.map((result) => ({ result, because: result.because ?? "no reason given" }));
}
