import type { Tone } from "#components/findings/tone.tsx";
import type { State } from "#lib/graph/model.ts";
import type { Step } from "#lib/graph/rehearsal.ts";

const mild: readonly State[] = ["degraded", "unnoticed"];

/** How bad a step is: what was given is nobody's fault, and what passes, or is told of again, is less than what stays. */
export function stepTone({ node, phase, state, because }: Step, staying: ReadonlySet<string>): Tone {
  if (because.need === "given") return "info";
  if (mild.includes(state)) return "medium";
  return phase === "return" || staying.has(node.id) ? "critical" : "high";
}
