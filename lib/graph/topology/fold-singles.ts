import { nodeOf } from "#lib/graph/indexed.ts";
import type { NodeId } from "#lib/graph/model.ts";
import type { FleetIndex } from "./fleet-index.ts";
import type { Edge, Row } from "./picture.ts";
import type { Stage } from "./stage.ts";

/** A box that is not drawn. */
interface Folded {
  node: NodeId;
  /** The host that has to do with it, and nobody else. */
  into: string;
}

/**
 * What only one closed host has to do with, and nothing is wrong with: the gateway of a single host is a line in its box. With an open
 * host it is drawn, since then somebody looks at just that.
 */
export function foldSingles(fleet: FleetIndex, stage: Stage, edges: readonly Edge[]): ReadonlyMap<string, Folded> {
  const neighbours = new Map<string, Edge[]>();
  for (const edge of edges)
    for (const end of [edge.from, edge.to]) {
      const known = neighbours.get(end);
      if (known === undefined) neighbours.set(end, [edge]);
      else known.push(edge);
    }
  const found = new Map<string, Folded>();
  for (const [box, [edge, ...others]] of neighbours) {
    const node = fleet.graph.nodes.get(stage.nodeOfBox(box));
    if (edge === undefined || others.length > 0 || node === undefined || node.host !== null) continue;
    if (!stage.kinds.foldable.includes(node.kind) || edge.from === box || edge.faults.length > 0) continue;
    const host = fleet.graph.nodes.get(edge.from);
    const user = host?.kind === "host" ? fleet.entryOf(host) : undefined;
    if (user !== undefined && !stage.isHostOpen(user)) found.set(box, { node: node.id, into: edge.from });
  }
  return found;
}

const names: Readonly<Record<string, string>> = { gateway: "gateway", dns: "DNS", "time-source": "time" };

/** The lines that hosts have for what is folded into them. VLANs have none: the row of their bridge names them. */
export function rowsOfFolded({ graph }: FleetIndex, folded: ReadonlyMap<string, Folded>): ReadonlyMap<NodeId, readonly Row[]> {
  const rows = new Map<NodeId, Row[]>();
  for (const { node: id, into } of folded.values()) {
    const node = nodeOf(graph, id);
    const name = names[node.kind];
    if (name === undefined) continue;
    const own = rows.get(into) ?? [];
    rows.set(into, own);
    const words = id.slice(node.kind.length + 1);
    const same = own.find((row) => row.name === name);
    if (same === undefined) own.push({ node: id, name, words, running: node.running });
    else own[own.indexOf(same)] = { ...same, words: `${same.words}, ${words}` };
  }
  return rows;
}
