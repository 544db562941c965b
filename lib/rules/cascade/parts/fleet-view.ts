import type { Cite } from "#lib/facts/cite.ts";
import { coldStart } from "#lib/graph/cold-start.ts";
import { type Marks, spread } from "#lib/graph/impact.ts";
import { type IndexedGraph, indexGraph, nodeOf } from "#lib/graph/indexed.ts";
import type { FleetGraph, GraphNode, Need, NodeId, NodeKind, State } from "#lib/graph/model.ts";
import type { ColdStart } from "#lib/graph/rehearsal.ts";
import { type Confidence, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";

/** A fleet graph as rules ask it: indexed once, and what several of them want to know is worked out once. */
export interface FleetView extends IndexedGraph {
  /** What fails when this one is gone. */
  lossOf(id: NodeId): Marks;
  /** Everything off, and back. */
  cold(): ColdStart;
}

const views = new WeakMap<FleetGraph, FleetView>();

/** The view of a graph, the same for every rule that looks at it. */
export function viewOf(graph: FleetGraph): FleetView {
  const known = views.get(graph);
  if (known !== undefined) return known;
  const indexed = indexGraph(graph);
  const losses = new Map<NodeId, Marks>();
  let cold: ColdStart | undefined;
  const view: FleetView = {
    ...indexed,
    lossOf(id) {
      const marks = losses.get(id) ?? spread(indexed, [{ node: id, state: "down", need: null, cause: null, words: "" }]);
      losses.set(id, marks);
      return marks;
    },
    cold() {
      cold ??= coldStart(indexed);
      return cold;
    },
  };
  views.set(graph, view);
  return view;
}

/** Results that a rule works out once for each graph. */
export function oncePerGraph<T>(work: (view: FleetView) => T): (view: FleetView) => T {
  const results = new WeakMap<FleetView, T>();
  return (view) => {
    const known = results.get(view);
    if (known !== undefined) return known;
    const result = work(view);
    results.set(view, result);
    return result;
  };
}

const gone: readonly State[] = ["isolated", "hung", "down"];

/** Whether a node serves nobody any more. */
export function isGone(marks: Marks, id: NodeId): boolean {
  const own = marks.get(id);
  return own !== undefined && gone.some((state) => own.has(state));
}

export function nodesOf(view: FleetView, kind: NodeKind): readonly GraphNode[] {
  return view.byKind.get(kind) ?? [];
}

export function needsOf(view: FleetView, id: NodeId): readonly Need[] {
  return view.needsOf.get(id) ?? [];
}

export function neededBy(view: FleetView, id: NodeId): readonly Need[] {
  return view.neededBy.get(id) ?? [];
}

export const isMachine = ({ kind }: GraphNode): boolean => kind === "host" || kind === "guest";

/** The hosts or guests that a service runs on, with the need that says so. */
export function placesOf(view: FleetView, service: NodeId): { machine: GraphNode; need: Need }[] {
  const own = needsOf(view, service).filter(({ when, unknown }) => when === "run" && !unknown);
  return own
    .flatMap((need) => need.from.map(({ node }) => ({ machine: nodeOf(view, node), need })))
    .filter(({ machine }) => isMachine(machine));
}

/** The lines that show where a machine runs. */
export function placementCites(view: FleetView, id: NodeId): readonly Cite[] {
  return needsOf(view, id).find(({ from }) => from.some(({ node }) => node.startsWith("host:")))?.evidence ?? [];
}

/** The same line once, and no more than a finding carries. */
export function citesOf(cites: readonly Cite[]): Cite[] {
  return [...new Map(cites.map((at) => [`${at.source}\n${at.line}\n${at.text}`, at])).values()].slice(0, maximumCites);
}

const byConfidence: readonly Confidence[] = ["suspected", "inferred", "confirmed"];

/** A chain is as sure as its weakest link. */
export function weakest(confidences: Iterable<Confidence>): Confidence {
  const all = new Set(confidences);
  return byConfidence.find((one) => all.has(one)) ?? "confirmed";
}

/** Names of some nodes, each once, sorted. */
export function namesOf(view: FleetView, ids: Iterable<NodeId>): string[] {
  return [...new Set([...ids].map((id) => nodeOf(view, id).name))].sort();
}

/**
 * Nothing found is no proof while hosts are unread: throws Undecidable then, naming them. `facts` are those on which the rule's answer
 * hangs.
 */
export function settled<T>(view: FleetView, found: T[], facts: readonly string[]): T[] {
  if (view.nodes.size === 0) throw new NotApplicable("no host is entered yet");
  const unread = view.unknown.filter(({ words }) => facts.some((fact) => words.startsWith(`${fact} `)));
  if (found.length === 0 && unread.length > 0) {
    const hosts = [...new Set(unread.map(({ host }) => host))].sort();
    throw new Undecidable(`${listed(hosts)} ${hosts.length === 1 ? "was" : "were"} not read in full`);
  }
  return found;
}
