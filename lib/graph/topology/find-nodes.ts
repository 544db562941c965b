import { named } from "#lib/graph/indexed.ts";
import type { GraphNode, NodeId } from "#lib/graph/model.ts";
import type { FleetIndex } from "./fleet-index.ts";
import { isCalled, nodesOf } from "./list-nodes.ts";
import type { NamedNode, PictureRequest } from "./picture.ts";
import { Stage } from "./stage.ts";

/** A node that somebody looked for, and the box that stands for it. */
export interface FoundNode {
  node: NamedNode;
  /** Null where the picture does not draw it. */
  box: string | null;
}

/** So many are told; the rest is counted. */
const toldNodes = 50;

/** Nodes of the view that are called so, machines first, with where they are in the picture. */
export function findNodes(fleet: FleetIndex, request: PictureRequest, text: string): { found: FoundNode[]; total: number } {
  if (text.trim() === "") return { found: [], total: 0 };
  const nodes = nodesOf(fleet, request).filter((node) => isNamed(node, text));
  const isMachine = ({ kind }: GraphNode) => Number(kind === "host" || kind === "guest");
  nodes.sort((one, other) => isMachine(other) - isMachine(one) || (one.name < other.name ? -1 : 1));
  const boxes = boxFinder(fleet, request);
  const found = nodes.slice(0, toldNodes).map(({ id }) => ({ node: named(fleet.graph, id), box: boxes(id) }));
  return { found, total: nodes.length };
}

/** A name that holds the words goes before a host that does: "web" finds no guest for lying on "web-host". */
function isNamed(node: GraphNode, text: string): boolean {
  return isCalled({ ...node, host: null, id: node.id.slice(node.id.lastIndexOf("/") + 1) }, text);
}

/** Tells which box of the picture stands for a node; null where none does. */
export function boxFinder(fleet: FleetIndex, request: PictureRequest): (id: NodeId) => string | null {
  const stage = new Stage(fleet, request);
  const isAround = request.focus !== null && fleet.graph.nodes.has(request.focus);
  return (id) => {
    const node = fleet.graph.nodes.get(id);
    if (node === undefined) return null;
    if (isAround) return id;
    const near = fleet.entryOf(node)?.group.id ?? null;
    if (stage.kinds.perGroup.includes(node.kind) && node.host === null) return nearestCopy(fleet, stage, node);
    return stage.boxOf(node, near);
  };
}

/** What each group has for itself: the copy of the first group that has to do with it. */
function nearestCopy({ graph, entryOf, groups }: FleetIndex, stage: Stage, node: GraphNode): string | null {
  const users = (graph.neededBy.get(node.id) ?? []).flatMap((need) => graph.nodes.get(need.node) ?? []);
  const group = users.flatMap((user) => entryOf(user)?.group.id ?? [])[0] ?? groups[0]?.id ?? null;
  return stage.boxOf(node, group);
}
