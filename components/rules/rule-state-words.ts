import type { Tone } from "#components/findings/tone.tsx";
import type { RuleState } from "#lib/engine/rule-standing.ts";

/** How each answer of a rule is drawn and called. */
export const ruleStateWords: Record<RuleState, { tone: Tone; word: string }> = {
  fails: { tone: "high", word: "fails" },
  unknown: { tone: "unknown", word: "unknown" },
  "not-judged": { tone: "unknown", word: "not judged yet" },
  passes: { tone: "holds", word: "passes" },
  "not-applicable": { tone: "not-applicable", word: "does not apply" },
};
