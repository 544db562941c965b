import { dnsBeside } from "./dns-beside.ts";
import { type IndexedGraph, nodeOf } from "./indexed.ts";
import type { NodeId } from "./model.ts";
import type { Rehearsal, Step } from "./rehearsal.ts";

/** What is left to stand on. */
export interface Standing {
  /** Hosts that were touched and hold, with their guests that still run. */
  hosts: { node: Step["node"]; guests: number }[];
  /** What else was touched and holds: gateways, storages, names, clusters; without DNS servers and guests. */
  others: Step["node"][];
  /** DNS servers that are left of those that are asked by whoever asks a lost one; null where none is lost. */
  dns: { left: number; all: number } | null;
  /** Ways of an alert that are left of all that are known. */
  alerts: { left: number; all: number };
}

/** What holds although it could have been hit. Pure. */
export function standingOf(graph: IndexedGraph, { steps, survives }: Rehearsal): Standing {
  const hit = new Set(steps.map(({ node }) => node.id));
  const isLeft = (id: NodeId) => !hit.has(id) && nodeOf(graph, id).running;
  const servers = dnsBeside(
    graph,
    [...hit].filter((id) => nodeOf(graph, id).kind === "dns"),
  );
  const paths = (graph.byKind.get("alert-path") ?? []).map(({ id }) => id);
  const guests = runningGuests(graph, hit);
  return {
    hosts: survives.filter(({ kind }) => kind === "host").map((node) => ({ node, guests: guests.get(node.name) ?? 0 })),
    others: survives.filter(({ kind }) => kind !== "host" && kind !== "guest" && kind !== "dns" && kind !== "alert-path"),
    dns: servers.length === 0 ? null : { left: servers.filter(isLeft).length, all: servers.length },
    alerts: { left: paths.filter(isLeft).length, all: paths.length },
  };
}

/** Guests that run and are not hit, by the name of their host. */
function runningGuests(graph: IndexedGraph, hit: ReadonlySet<NodeId>): Map<string, number> {
  const guests = new Map<string, number>();
  for (const { id, host, running } of graph.byKind.get("guest") ?? [])
    if (host !== null && running && !hit.has(id)) guests.set(host, (guests.get(host) ?? 0) + 1);
  return guests;
}
