import { counted, listed } from "#lib/rules/shared/wording.ts";
import type { Headline } from "./headline.ts";
import type { ColdStart } from "./rehearsal.ts";

/** The answer to "what brings everything back?" in a sentence. Pure. */
export function coldStartHeadline({ stages, cycles, unknown }: ColdStart): Headline {
  const manual = new Set(stages.flatMap((stage) => stage.manual)).size;
  const byHand = manual === 0 ? null : `${counted(manual, "thing")} to do by hand on the way.`;
  if (cycles.length > 0) return { tone: "critical", sentence: stuckWords(cycles), next: cutWords(cycles) };
  const started = stages.reduce((sum, { start }) => sum + start.length, 0);
  const sentence = `${counted(started, "machine")} ${started === 1 ? "comes" : "come"} back in ${counted(stages.length, "stage")}, after about ${minutes(totalSeconds(stages))}`;
  const open = unknown.length === 0 ? null : `${counted(unknown.length, "thing")} could not be told, and may forbid this order.`;
  return { tone: manual > 0 ? "medium" : open === null ? "holds" : "unknown", sentence, next: byHand ?? open };
}

/** What all stages take one after the other, in seconds. */
export function totalSeconds(stages: readonly ColdStart["stages"][number][]): number {
  return stages.reduce((sum, { waitSeconds }) => sum + waitSeconds, 0);
}

/** "60 s", "4 min": rounded up, since whoever waits too short starts too early. */
export function minutes(seconds: number): string {
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

function stuckWords(cycles: ColdStart["cycles"]): string {
  const nodes = cycles.flatMap((cycle) => cycle.nodes);
  const machines = nodes.filter(({ kind }) => kind === "host" || kind === "guest");
  const names = (machines.length > 0 ? machines : nodes).map(({ name }) => name);
  return `${listed(names)} ${names.length === 1 ? "waits for itself" : "wait for each other"}: no order brings ${names.length === 1 ? "it" : "them"} back`;
}

function cutWords(cycles: ColdStart["cycles"]): string | null {
  const cut = cycles[0]?.cuts[0];
  return cut === undefined ? null : `The cheapest way out: ${cut.fix}, on ${cut.from.host ?? cut.from.name}.`;
}
