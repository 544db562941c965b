import { exposingRules } from "./exposing.ts";
import type { Postmortem } from "./schema.ts";

/** What fits and still deserves a second look, in sentences. */
export function hintsOf(postmortem: Postmortem, knownRules: readonly string[]): string[] {
  const known = new Set(knownRules);
  const unknown = [...new Set(postmortem.chain.flatMap((link) => link.rules))].filter((rule) => !known.has(rule));
  const hints = unknown.map((rule) => `${rule} is no rule of this version${nearest(rule, knownRules)}`);
  if (!exposingRules(postmortem).some((rule) => known.has(rule)))
    hints.push("No link of kind latent, blind-spot or escalation names a rule, so no host can be compared with this incident.");
  return hints;
}

function nearest(rule: string, known: readonly string[]): string {
  const ranked = known.map((other) => ({ other, distance: distance(rule, other) })).toSorted((one, two) => one.distance - two.distance);
  const [best] = ranked;
  return best === undefined || best.distance > rule.length / 3 ? "." : `: did you mean ${best.other}?`;
}

/** Letters to change, add or remove to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, against] of [...other].entries()) {
      const change = (row[column] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
