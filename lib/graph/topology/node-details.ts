import type { Given } from "#lib/graph/given.ts";
import { nodeOf } from "#lib/graph/indexed.ts";
import type { GraphNode, Need, NodeId } from "#lib/graph/model.ts";
import { faultFinder, tellNeed } from "./faults.ts";
import type { FleetIndex } from "./fleet-index.ts";
import type { GuestCount, ToldNeed } from "./picture.ts";
import { lossOf, type SinglePoint } from "./single-points.ts";

/** Needs of one kind that are told of a node; the rest is counted. */
const toldNeeds = 8;

/** Everything that is known of one node. */
export interface NodeDetails {
  node: GraphNode;
  /** Its host was never read; what it would change is open. */
  unread: boolean;
  unknownFacts: number;
  /** Null for what carries none. */
  guests: GuestCount | null;
  /** What it needs, faults first. */
  needs: readonly ToldNeed[];
  needsTotal: number;
  /** Things that need it, each by one of its needs: a fault where there is one. */
  neededBy: readonly ToldNeed[];
  /** How many things need it. */
  neededByTotal: number;
  /** What goes with it when it alone is lost. */
  loss: SinglePoint;
  /** What can be rehearsed of it. */
  rehearsals: readonly Given[];
}

/** Details of a node; null for one that the fleet does not have any more. */
export function detailsOf(fleet: FleetIndex, id: NodeId): NodeDetails | null {
  const { graph } = fleet;
  if (!graph.nodes.has(id)) return null;
  const node = nodeOf(graph, id);
  const entry = fleet.entryOf(node);
  const isFault = faultFinder(fleet);
  const told = (needs: readonly Need[]) => {
    const all = needs.map((need) => ({ need, fault: isFault(need) }));
    const sorted = [...all.filter(({ fault }) => fault), ...all.filter(({ fault }) => !fault)];
    return sorted.slice(0, toldNeeds).map(({ need, fault }) => tellNeed(graph, need, fault));
  };
  // A need without words only says that the node is there.
  const needs = (graph.needsOf.get(id) ?? []).filter(({ words }) => words !== "");
  const neededBy = oneOfEach(graph.neededBy.get(id) ?? [], isFault);
  return {
    node,
    unread: entry?.isRead === false,
    unknownFacts: node.kind === "host" ? (entry?.unknownFacts ?? 0) : 0,
    guests: node.kind === "host" ? (entry?.guests ?? null) : null,
    needs: told(needs),
    needsTotal: needs.length,
    neededBy: told(neededBy),
    neededByTotal: neededBy.length,
    loss: lossOf(graph, id),
    rehearsals: rehearsalsOf(node),
  };
}

/** A guest needs its host in several ways; told of the host it is one guest. */
function oneOfEach(needs: readonly Need[], isFault: (need: Need) => boolean): Need[] {
  const found = new Map<NodeId, Need>();
  for (const need of needs) {
    const known = found.get(need.node);
    if (known === undefined || (!isFault(known) && isFault(need))) found.set(need.node, need);
  }
  return [...found.values()];
}

/** What may happen to a node, by its kind. What does not run cannot be lost. */
export function rehearsalsOf({ id, kind, roles, running }: GraphNode): Given[] {
  const lose: Given[] = running || kind === "host" ? [{ what: "lose", target: id }] : [];
  switch (kind) {
    case "host": {
      const apply: Given[] = roles.includes("saved network configuration") ? [{ what: "apply-network", target: id }] : [];
      return [{ what: "reboot", target: id }, ...lose, ...apply];
    }
    case "guest":
      return running ? [{ what: "restart", target: id }, ...lose] : [];
    case "power":
      return [{ what: "power-loss", target: id }];
    default:
      return lose;
  }
}
