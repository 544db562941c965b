import { nodeOf, supply } from "#lib/graph/indexed.ts";
import type { GraphNode, Need, NodeId } from "#lib/graph/model.ts";
import { sitesOf } from "./fleet-sites.ts";
import { type FleetView, neededBy, needsOf, nodesOf, oncePerGraph, placesOf } from "./fleet-view.ts";

/** The votes of a cluster: what it needs, and who gives them. */
export interface Votes {
  cluster: GraphNode;
  need: Need;
  /** Its nodes, without the quorum device. */
  nodes: GraphNode[];
  have: number;
}

export const votesOf = oncePerGraph((view: FleetView): Votes[] =>
  nodesOf(view, "cluster").flatMap((cluster) => {
    const need = needsOf(view, cluster.id).find(({ when, becomes }) => when === "run" && becomes === "unmanaged");
    if (need === undefined) return [];
    const nodes = need.from.map(({ node }) => nodeOf(view, node)).filter(({ kind }) => kind === "host");
    return [{ cluster, need, nodes, have: supply(view, new Map(), need) }];
  }),
);

/** Votes that are left when one thing is gone and before nodes reset themselves for it; null where the quorum stays. */
export function votesWithout(view: FleetView, lost: NodeId, { cluster, need }: Votes): number | null {
  const marks = view.lossOf(lost);
  const end = marks.get(cluster.id)?.get(need.becomes);
  if (end === undefined) return null;
  const goneBefore = (id: NodeId) => need.failsOn.some((state) => (marks.get(id)?.get(state)?.order ?? end.order) < end.order);
  return need.from.reduce((sum, { node, weight }) => (goneBefore(node) || !nodeOf(view, node).running ? sum : sum + weight), 0);
}

/** Hosts and storage servers whose loss costs a cluster its quorum; none for one that has no quorum now, or no second node. */
export function quorumCuts(view: FleetView, votes: Votes): { node: GraphNode; left: number }[] {
  if (votes.nodes.length < 2 || votes.have < votes.need.atLeast) return [];
  const storages = sitesOf(view).at(votes.cluster.id)?.storages ?? [];
  return [...votes.nodes, ...storages].flatMap((node) => {
    const left = node.running ? votesWithout(view, node.id, votes) : null;
    return left === null ? [] : [{ node, left }];
  });
}

/** Where a quorum device depends on the cluster that it arbitrates; null where it stands outside, as far as is known. */
export function insideCluster(view: FleetView, device: NodeId) {
  const votes = votesOf(view).find(({ need }) => need.from.some(({ node }) => node === device));
  if (votes === undefined) return null;
  const own = new Set(votes.nodes.map(({ id }) => id));
  for (const { machine, need } of placesOf(view, device)) {
    if (need.rule !== "cascade/qdevice-inside-cluster") continue;
    const chain = chainInto(view, machine, own);
    if (chain === null) continue;
    const voters = votes.nodes.map(({ name }) => name).sort();
    return { cluster: votes.cluster, voters, place: machine, chain: [need, ...chain, votes.need] };
  }
  return null;
}

/** By host, or by a disk on storage that a guest of a node serves. */
function chainInto(view: FleetView, machine: GraphNode, own: ReadonlySet<NodeId>): Need[] | null {
  if (own.has(machine.id)) return [];
  const hosted = needsOf(view, machine.id).find(({ from }) => from.some(({ node }) => own.has(node)));
  if (hosted !== undefined) return [hosted];
  const disks = needsOf(view, machine.id).filter(({ when }) => when === "run");
  for (const disk of disks) {
    for (const { node } of disk.from) {
      const storages =
        nodeOf(view, node).kind === "storage" ? [node] : needsOf(view, node).flatMap(({ from }) => from.map((one) => one.node));
      for (const storage of storages.filter((id) => nodeOf(view, id).kind === "storage")) {
        const served = placesOf(view, storage).find((place) => own.has(place.machine.id) || own.has(`host:${place.machine.host}`));
        if (served !== undefined) return [disk, served.need];
      }
    }
  }
  return null;
}

/** Members that reset themselves when the cluster loses its quorum. */
export function fencing(view: FleetView, cluster: NodeId): Need[] {
  return neededBy(view, cluster).filter(({ restarts, unknown }) => restarts && !unknown);
}
