import { counted } from "#lib/rules/shared/wording.ts";
import { type Failures, isMild, sentenceOf } from "./headline-words.ts";
import { type IndexedGraph, nodeOf } from "./indexed.ts";
import { type NodeId, type State, states } from "./model.ts";
import type { Rehearsal } from "./rehearsal.ts";
import { targetOf } from "./target.ts";
import { isTold } from "./told.ts";

/** The answer in a sentence. */
export interface Headline {
  /** By the worst outcome; `unknown` where nothing fails as far as hosts could be read. */
  tone: "critical" | "high" | "medium" | "holds" | "unknown";
  sentence: string;
  /** The smaller action, or what is next; null where nothing is to be done. */
  next: string | null;
}

/** What stays down, else what comes back. `lasting`: what does not come back by itself, by id (lastingOf). Pure. */
export function headlineOf(graph: IndexedGraph, played: Rehearsal, lasting: ReadonlySet<NodeId>): Headline {
  const failed = failuresOf(graph, played, lasting);
  return { tone: toneOf(failed, played), sentence: sentenceOf(graph, failed, played), next: nextOf(played) };
}

function failuresOf(graph: IndexedGraph, played: Rehearsal, lasting: ReadonlySet<NodeId>): Failures {
  const lost = new Set(played.given.flatMap((one) => (one.what === "lose" ? targetOf(graph, one.target).id : [])));
  const worst = new Map<NodeId, State>();
  const [passing, restarted] = [new Set<NodeId>(), new Set<NodeId>()];
  const returned = new Set(played.steps.filter(({ phase }) => phase === "return").map(({ node }) => node.id));
  for (const step of played.steps.filter(isTold)) {
    const { node, state, phase, because } = step;
    const isGiven = because.need === "given";
    if (isGiven && !lost.has(node.id) && (node.kind === "host" || node.kind === "guest")) restarted.add(node.id);
    if (lasting.has(node.id)) {
      if (phase === "return" || !returned.has(node.id)) worst.set(node.id, worseOf(worst.get(node.id), state));
    } else if (!isGiven && !isMild(state)) passing.add(node.id);
  }
  // What comes back poorer comes back.
  const back = [...restarted].filter((id) => isMild(worst.get(id) ?? "degraded"));
  return { lasting: worst, passing, back, lost: [...lost].map((id) => nodeOf(graph, id).name) };
}

function worseOf(one: State | undefined, other: State): State {
  return one !== undefined && states.indexOf(one) > states.indexOf(other) ? one : other;
}

function toneOf({ lasting, back }: Failures, { steps, votes, unknown }: Rehearsal): Headline["tone"] {
  const noted = [...lasting].filter(([, state]) => !isMild(state));
  if (noted.some(([id]) => id.startsWith("host:") || id.startsWith("cluster:"))) return "critical";
  if (noted.length > 0 || votes.some(({ have, need }) => have < need)) return "high";
  if (steps.some(({ because }) => because.need !== "given") || back.length > 0) return "medium";
  return unknown.length > 0 ? "unknown" : "holds";
}

function nextOf({ tryFirst, manual, unknown }: Rehearsal): string | null {
  if (tryFirst !== null) return tryFirst;
  const shut = manual.filter(({ wayIn }) => wayIn === null).length;
  if (manual.length > 0) {
    const ways = shut === 0 ? "there is a way in for each" : `no way in is known for ${shut} of them`;
    return manual.length === 1
      ? `1 thing to do by hand${shut === 0 ? "" : ", and no way in is known"}.`
      : `${manual.length} things to do by hand; ${ways}.`;
  }
  return unknown.length > 0 ? `${counted(unknown.length, "thing")} could not be told, and may make more fail.` : null;
}
