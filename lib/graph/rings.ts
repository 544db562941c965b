import type { NodeId } from "./model.ts";

/**
 * Strongly connected components of more than one node, or of one that needs itself (Tarjan's algorithm, without recursion: chains of
 * guests are longer than a stack). Each is sorted; they stand in the order of their smallest id.
 */
export function ringsOf(nodes: ReadonlySet<NodeId>, edgesOf: (id: NodeId) => readonly NodeId[]): NodeId[][] {
  const index = new Map<NodeId, number>();
  const low = new Map<NodeId, number>();
  const onStack = new Set<NodeId>();
  const stack: NodeId[] = [];
  const rings: NodeId[][] = [];
  const open = (id: NodeId) => {
    index.set(id, index.size);
    low.set(id, index.get(id) ?? 0);
    stack.push(id);
    onStack.add(id);
    return { id, edges: edgesOf(id).filter((other) => nodes.has(other)), next: 0 };
  };
  const lower = (id: NodeId, value: number) => low.set(id, Math.min(low.get(id) ?? value, value));
  for (const start of [...nodes].sort()) {
    if (index.has(start)) continue;
    const path = [open(start)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const other = top.edges[top.next];
      if (other !== undefined) {
        top.next += 1;
        if (!index.has(other)) path.push(open(other));
        else if (onStack.has(other)) lower(top.id, index.get(other) ?? 0);
        continue;
      }
      path.pop();
      const below = path.at(-1);
      if (below !== undefined) lower(below.id, low.get(top.id) ?? 0);
      if (low.get(top.id) !== index.get(top.id)) continue;
      const ring = stack.splice(stack.lastIndexOf(top.id));
      for (const id of ring) onStack.delete(id);
      if (ring.length > 1 || top.edges.includes(top.id)) rings.push(ring.sort());
    }
  }
  return rings.sort(([one = ""], [other = ""]) => (one < other ? -1 : 1));
}
