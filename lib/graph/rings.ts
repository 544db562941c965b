import type { NodeId } from "./model.ts";

/** A node on the way of the search. */
interface Visit {
  id: NodeId;
  index: number;
  /** The earliest open node that it leads back to. */
  low: number;
  /** Its ring is not closed yet. */
  isOpen: boolean;
  edges: readonly NodeId[];
  next: number;
}

/**
 * Strongly connected components of more than one node, or of one that needs itself. Each is sorted; they stand in the order of their
 * smallest id, whatever the order of nodes and edges. Tarjan's algorithm of our own: that of graphology recurses, so a chain of some
 * thousand guests is its end, and wants the fleet copied into its own graph first; `npm run bench -- --only graph` shows the ratio.
 */
export function ringsOf(nodes: ReadonlySet<NodeId>, edgesOf: (id: NodeId) => readonly NodeId[]): NodeId[][] {
  const visits = new Map<NodeId, Visit>();
  const stack: Visit[] = [];
  const rings: NodeId[][] = [];
  const open = (id: NodeId): Visit => {
    const visit = { id, index: visits.size, low: visits.size, isOpen: true, edges: edgesOf(id), next: 0 };
    visits.set(id, visit);
    stack.push(visit);
    return visit;
  };
  const close = (root: Visit) => {
    const ring = stack.splice(stack.lastIndexOf(root));
    for (const visit of ring) visit.isOpen = false;
    if (ring.length > 1 || root.edges.includes(root.id)) rings.push(ring.map(({ id }) => id).sort());
  };
  for (const start of nodes) {
    if (visits.has(start)) continue;
    const path = [open(start)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const other = top.edges[top.next];
      if (other === undefined) {
        path.pop();
        const below = path.at(-1);
        if (below !== undefined) below.low = Math.min(below.low, top.low);
        if (top.low === top.index) close(top);
        continue;
      }
      top.next += 1;
      const seen = visits.get(other);
      if (seen === undefined && nodes.has(other)) path.push(open(other));
      if (seen?.isOpen) top.low = Math.min(top.low, seen.index);
    }
  }
  return rings.sort(([one = ""], [other = ""]) => (one < other ? -1 : 1));
}
