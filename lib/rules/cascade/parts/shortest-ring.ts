import type { Need, NodeId } from "#lib/graph/model.ts";
import { ringsOf } from "#lib/graph/rings.ts";
import { type FleetView, needsOf } from "./fleet-view.ts";
import { ringWords } from "./ring-words.ts";

/** The shortest ring of needs that keeps things from starting, through the smallest node of a set that has one. */
export function shortestRing(view: FleetView, ids: readonly NodeId[]): { needs: Need[]; words: string } {
  const inside = new Set(ids);
  for (const start of [...ids].sort()) {
    const needs = ringThrough(view, start, inside);
    if (needs !== null) return { needs, words: ringWords(view, [...needs].reverse()) };
  }
  return { needs: [], words: "" };
}

/** Whether any nodes but these need one another to start, whoever else would do: without such a ring there is an order. */
export function mayRing(view: FleetView, without: ReadonlySet<NodeId>): boolean {
  const nodes = new Set([...view.needsOf.keys()].filter((id) => !without.has(id)));
  const edgesOf = (id: NodeId) => needsOf(view, id).flatMap((need) => (holdsStart(need) ? need.from.map(({ node }) => node) : []));
  return ringsOf(nodes, edgesOf).length > 0;
}

/** Breadth first along what each node needs to start, until somebody needs the first. */
function ringThrough(view: FleetView, start: NodeId, inside: ReadonlySet<NodeId>): Need[] | null {
  const cameBy = new Map<NodeId, Need>();
  for (let wave = [start]; wave.length > 0; ) {
    const next: NodeId[] = [];
    for (const id of wave) {
      for (const need of needsOf(view, id).filter(holdsStart)) {
        for (const { node } of need.from) {
          if (node === start) return [...pathTo(cameBy, id), need];
          if (!inside.has(node) || cameBy.has(node)) continue;
          cameBy.set(node, need);
          next.push(node);
        }
      }
    }
    wave = next.sort();
  }
  return null;
}

/** A race is lost once and won by hand a minute later: it holds nothing for ever. */
function holdsStart({ when, becomes, unknown, restarts, isRace }: Need): boolean {
  return (
    !unknown &&
    !restarts &&
    !isRace &&
    becomes !== "degraded" &&
    becomes !== "isolated" &&
    (when === "boot" || when === "start" || when === "run")
  );
}

function pathTo(cameBy: ReadonlyMap<NodeId, Need>, id: NodeId): Need[] {
  const path: Need[] = [];
  for (let need = cameBy.get(id); need !== undefined; need = cameBy.get(need.node)) path.unshift(need);
  return path;
}
