import { type IndexedGraph, nodeOf } from "#lib/graph/indexed.ts";
import type { GraphNode, Need } from "#lib/graph/model.ts";
import type { Confidence } from "#lib/rules/rule.ts";
import { tellNeed } from "./faults.ts";
import type { FleetIndex } from "./fleet-index.ts";
import type { Edge } from "./picture.ts";
import type { Stage } from "./stage.ts";

/** So many faults of an edge are told; of an edge without one, one need tells what it is. The rest is counted. */
const toldFaults = 4;

/** Needs between what boxes stand for, folded to edges between boxes; faults inside a box are counted there. */
export interface Folded {
  edges: Edge[];
  /** Rules of the faults inside each box. */
  inner: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Drawn {
  from: string;
  to: string;
  needs: Need[];
  faults: Need[];
}

/** Folds every need that the view shows. */
export function foldNeeds(fleet: FleetIndex, stage: Stage, isFault: (need: Need) => boolean): Folded {
  const { graph } = fleet;
  const drawn = new Map<string, Drawn>();
  const inner = new Map<string, Set<string>>();
  for (const need of graph.needs) {
    if (need.when === "recover") continue;
    const fault = need.rule !== null && isFault(need);
    const found = endsOf(fleet, stage, need);
    if (fault && need.rule !== null) for (const box of found.inside) inner.set(box, (inner.get(box) ?? new Set()).add(need.rule));
    for (const [id, { from, to }] of found.pairs) {
      const edge = drawn.get(id) ?? { from, to, needs: [], faults: [] };
      drawn.set(id, edge);
      edge.needs.push(need);
      if (fault) edge.faults.push(need);
    }
  }
  return { edges: [...drawn].map(([id, edge]) => edgeOf(graph, id, edge)), inner };
}

interface Ends {
  /** The boxes between which a need is drawn, by the id of the edge. */
  pairs: Map<string, { from: string; to: string }>;
  /** The boxes inside which it stays. */
  inside: Set<string>;
}

function endsOf(fleet: FleetIndex, stage: Stage, need: Need): Ends {
  const { graph } = fleet;
  const owner = nodeOf(graph, need.node);
  const ends: Ends = { pairs: new Map(), inside: new Set() };
  if (!stage.shows(owner)) return ends;
  const home = fleet.entryOf(owner)?.group.id ?? null;
  // What fails by itself, without a provider, does so inside its own box.
  for (const provider of need.from.length === 0 ? [owner] : need.from.map(({ node }) => nodeOf(graph, node))) {
    if (!stage.shows(provider)) continue;
    const near = home ?? fleet.entryOf(provider)?.group.id ?? null;
    const [from, to] = [stage.boxOf(owner, near), stage.boxOf(provider, near)];
    if (from === null || to === null || isWayOfClosedHost(owner, from)) continue;
    if (from === to) ends.inside.add(from);
    else ends.pairs.set(`${from} → ${to}`, { from, to });
  }
  return ends;
}

/** A closed host's way into a VLAN is drawn as that VLAN: that the way needs its bridge stays inside the host. */
function isWayOfClosedHost({ id, kind, host }: GraphNode, box: string): boolean {
  return kind === "vlan" && host !== null && box !== id;
}

const sureness: readonly Confidence[] = ["confirmed", "inferred", "suspected"];

/** An edge of the picture, with its first needs told. */
export function edgeOf(graph: IndexedGraph, id: string, { from, to, needs, faults }: Drawn): Edge {
  const telling = faults.length > 0 ? faults : needs;
  return {
    id,
    from,
    to,
    needs: needs.length,
    faults: [...new Set(faults.flatMap(({ rule }) => rule ?? []))],
    told: telling.slice(0, faults.length > 0 ? toldFaults : 1).map((need) => tellNeed(graph, need, faults.length > 0)),
    whens: [...new Set(needs.map(({ when }) => when))],
    unknown: needs.every(({ unknown }) => unknown),
    confidence: sureness[Math.max(...telling.map(({ confidence }) => sureness.indexOf(confidence)))] ?? "confirmed",
  };
}
