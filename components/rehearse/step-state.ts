import type { Tone } from "#components/findings/tone.tsx";
import type { State } from "#lib/graph/model.ts";
import type { Step } from "#lib/graph/rehearsal.ts";

/** What becomes of a thing, in a word. */
export const stateWords: Record<State, string> = {
  down: "down",
  hung: "hangs",
  isolated: "cut off",
  unmanaged: "unmanaged",
  degraded: "degraded",
  unnoticed: "unnoticed",
};

const mild: readonly State[] = ["degraded", "unnoticed"];

/** How bad a step is: what was given is nobody's fault, and what passes, or is told of again, is less than what stays. */
export function stepTone({ node, phase, state, because }: Step, staying: ReadonlySet<string>): Tone {
  if (because.need === "given") return "info";
  if (mild.includes(state)) return "medium";
  return phase === "return" || staying.has(node.id) ? "critical" : "high";
}
