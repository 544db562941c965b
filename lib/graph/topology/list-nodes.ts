import { type IndexedGraph, nodeOf } from "#lib/graph/indexed.ts";
import type { GraphNode, NodeId } from "#lib/graph/model.ts";
import { faultFinder } from "./faults.ts";
import type { FleetIndex } from "./fleet-index.ts";
import type { PictureRequest } from "./picture.ts";
import { nearestOf } from "./picture-around.ts";
import { Stage } from "./stage.ts";

/** A node as the table tells it. */
export interface NodeRow {
  node: GraphNode;
  group: string | null;
  unread: boolean;
  /** Names of what it needs, the first few, and of how many. */
  needs: readonly string[];
  needsTotal: number;
  neededByTotal: number;
  /** Rules of the faults among its needs. */
  faults: readonly string[];
}

export interface NodeList {
  rows: NodeRow[];
  /** Nodes that fit, on all pages. */
  total: number;
  /** The page shown, from 1. */
  page: number;
  pages: number;
}

/** Rows on one page of the table. */
export const rowsPerPage = 50;
const namedNeeds = 3;

/**
 * Every node of a view, also what its picture folds away, page by page: what `first` names on top and in that order (what a rehearsal
 * hits), then by host. `text` keeps what is called so.
 */
export function listNodes(
  fleet: FleetIndex,
  request: PictureRequest,
  { text, page, first }: { text: string; page: number; first: readonly NodeId[] },
): NodeList {
  const rank = new Map(first.map((id, index) => [id, index]));
  const nodes = nodesOf(fleet, request).filter((node) => isCalled(node, text));
  const byRank = (node: GraphNode) => rank.get(node.id) ?? Number.POSITIVE_INFINITY;
  nodes.sort((one, other) => compare(byRank(one), byRank(other)) || byPlace(one, other));
  const pages = Math.max(1, Math.ceil(nodes.length / rowsPerPage));
  const shown = Math.min(Math.max(1, page), pages);
  const isFault = faultFinder(fleet);
  const rows = nodes.slice((shown - 1) * rowsPerPage, shown * rowsPerPage).map((node): NodeRow => {
    const needs = (fleet.graph.needsOf.get(node.id) ?? []).filter(({ when }) => when !== "recover");
    const names = [...new Set(needs.flatMap(({ from }) => from.map((one) => one.node)))].map((id) => nodeOf(fleet.graph, id).name);
    const entry = fleet.entryOf(node);
    return {
      node,
      group: entry?.group.name ?? null,
      unread: entry?.isRead === false,
      needs: names.slice(0, namedNeeds),
      needsTotal: names.length,
      neededByTotal: neededByOf(fleet.graph, node),
      faults: [...new Set(needs.filter(isFault).flatMap(({ rule }) => rule ?? []))],
    };
  });
  return { rows, total: nodes.length, page: shown, pages };
}

/** The nodes of a view: hosts, what lies on them and what stands beside them; or what is near the focus. */
export function nodesOf(fleet: FleetIndex, request: PictureRequest): GraphNode[] {
  const { graph } = fleet;
  if (request.focus !== null && graph.nodes.has(request.focus))
    return nearestOf(fleet, request.focus, request.hops).map((id) => nodeOf(graph, id));
  const stage = new Stage(fleet, request);
  return [...graph.nodes.values()].filter((node) => stage.shows(node));
}

/** Whether a node is called so: by a part of its name, of its host's or of its roles. */
export function isCalled({ id, name, host, roles }: GraphNode, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return wanted === "" || [name, host ?? "", id, ...roles].some((word) => word.toLowerCase().includes(wanted));
}

function neededByOf(graph: IndexedGraph, { id }: GraphNode): number {
  return new Set((graph.neededBy.get(id) ?? []).map(({ node }) => node)).size;
}

const kindsInOrder: readonly GraphNode["kind"][] = ["host", "nic", "bridge", "vlan", "mount", "guest"];

/** By host, each with what lies on it below it; what is no host's at the end. */
function byPlace(one: GraphNode, other: GraphNode): number {
  const host = ({ host: on, kind, name }: GraphNode) => on ?? (kind === "host" ? name : "\uffff");
  const kind = ({ kind: own }: GraphNode) => (kindsInOrder.includes(own) ? kindsInOrder.indexOf(own) : kindsInOrder.length);
  return compare(host(one), host(other)) || kind(one) - kind(other) || compare(one.name, other.name) || compare(one.id, other.id);
}

function compare<T extends string | number>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
