import { type NodeId, type State, states } from "#lib/graph/model.ts";
import type { Step } from "#lib/graph/rehearsal.ts";
import type { Lasting } from "#lib/graph/topology/lasting.ts";

/** What follows at the same time: one step of the play. */
export interface Wave {
  phase: Step["phase"];
  steps: readonly Step[];
}

/** A node as it stands at some step. */
export interface PlayedMark {
  state: State;
  /** Since the present step. */
  isNew: boolean;
  /** It was so while things happened; whether it still is, the steps of the return tell for those that stay. */
  isPast: boolean;
  words: string;
}

/** What of a rehearsal has reached a box: the thing itself, and what lies in it. */
export interface PlayedBox {
  own: PlayedMark | null;
  /** Things in it that are hit, and the worst state among them. */
  inside: number;
  worst: State | null;
  isNew: boolean;
}

/** The steps of a rehearsal, those of one moment together. */
export function wavesOf(steps: readonly Step[]): Wave[] {
  const waves: { phase: Step["phase"]; order: number; steps: Step[] }[] = [];
  for (const step of steps) {
    const last = waves.at(-1);
    if (last !== undefined && last.order === step.order && last.phase === step.phase) last.steps.push(step);
    else waves.push({ phase: step.phase, order: step.order, steps: [step] });
  }
  return waves;
}

/**
 * Every node that is hit by step `upTo` (from 1), by its latest and worst state. When things come back, what the impact did is past, but
 * for what `lasting` names.
 */
export function marksAt(waves: readonly Wave[], upTo: number, lasting: readonly Lasting[]): ReadonlyMap<NodeId, PlayedMark> {
  const marks = new Map<NodeId, PlayedMark>();
  const kept = new Set(lasting.map(({ node, state }) => `${state} ${node}`));
  const isReturning = waves[upTo - 1]?.phase === "return";
  for (const [index, { phase, steps }] of waves.slice(0, upTo).entries()) {
    const isNew = index === upTo - 1;
    for (const { node, state, words } of steps) {
      const known = marks.get(node.id);
      const isPast = isReturning && phase === "impact" && !kept.has(`${state} ${node.id}`);
      const isWorse = known === undefined || known.isPast || (!isPast && states.indexOf(state) >= states.indexOf(known.state));
      if (isWorse) marks.set(node.id, { state, isNew, isPast, words });
      else if (isNew) marks.set(node.id, { ...known, isNew });
    }
  }
  return marks;
}

/** The same by box. */
export function boxesAt(
  marks: ReadonlyMap<NodeId, PlayedMark>,
  boxOf: Readonly<Record<NodeId, string | null>>,
  nodeOfBox: ReadonlyMap<string, NodeId>,
): ReadonlyMap<string, PlayedBox> {
  const boxes = new Map<string, PlayedBox>();
  for (const [id, mark] of marks) {
    const box = boxOf[id] ?? null;
    if (box === null) continue;
    const known = boxes.get(box) ?? { own: null, inside: 0, worst: null, isNew: false };
    const isNew = known.isNew || mark.isNew;
    if (nodeOfBox.get(box) === id) boxes.set(box, { ...known, own: mark, isNew });
    else boxes.set(box, { ...known, inside: known.inside + 1, worst: mark.isPast ? known.worst : worseOf(known.worst, mark.state), isNew });
  }
  return boxes;
}

function worseOf(one: State | null, other: State): State {
  return one !== null && states.indexOf(one) >= states.indexOf(other) ? one : other;
}
