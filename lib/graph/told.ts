import { groupBy } from "#lib/rules/shared/wording.ts";
import type { Step } from "./rehearsal.ts";

/** Steps that say the same of different things, for the same reason at the same time: told once, by the first. */
export type Alike = readonly [first: Step, ...others: Step[]];

/** The steps that a person is told, in their order, those that say the same together. */
export function toldSteps(steps: readonly Step[]): Alike[] {
  return [...groupBy(steps.filter(isTold), likeness).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  );
}

/** The console of a machine that is off says nothing new. */
export function isTold({ node, because }: Step): boolean {
  return node.kind !== "console" || (because.node?.kind !== "host" && because.node?.kind !== "guest");
}

/** The thing as the sentence of its step calls it: with what it is needed for, where that is said. */
export function callingOf({ node: { name }, words }: Step): string {
  const at = words.indexOf(name);
  const role = at < 0 ? undefined : /^ \([^()]*\)/.exec(words.slice(at + name.length))?.[0];
  return `${name}${role ?? ""}`;
}

function likeness(step: Step): string {
  const { order, phase, state, node, words, because, confidence } = step;
  const saying = words.replaceAll(callingOf(step), "·");
  const place = node.kind === "host" || node.kind === "guest" ? "" : (node.host ?? "");
  return [order, phase, state, node.kind, place, saying, because.node?.id ?? "", because.rule ?? "", confidence].join("\n");
}
