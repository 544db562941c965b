import type { GraphNode } from "#lib/graph/model.ts";
import { boxOfHost, boxOfThing } from "./boxes.ts";
import { foldNeeds } from "./edges.ts";
import { faultFinder } from "./faults.ts";
import type { FleetIndex, HostEntry } from "./fleet-index.ts";
import { foldSingles, rowsOfFolded } from "./fold-singles.ts";
import type { HostGroup } from "./groups.ts";
import type { Box, Edge, Group, Picture, PictureRequest } from "./picture.ts";
import { pictureAround } from "./picture-around.ts";
import { rowsOf } from "./rows.ts";
import { Stage, sharedGroup } from "./stage.ts";

/**
 * The picture of a view: hosts with what they say, what stands beside them, and what needs what. The same fleet and request give the same
 * picture. Hosts of a large fleet are names with counts until their group is opened.
 */
export function buildPicture(fleet: FleetIndex, request: PictureRequest): Picture {
  if (request.focus !== null && fleet.graph.nodes.has(request.focus)) return pictureAround(fleet, request);
  const stage = new Stage(fleet, request);
  const { edges: all, inner } = foldNeeds(fleet, stage, faultFinder(fleet));
  const folded = foldSingles(fleet, stage, all);
  const edges = all.filter(({ from, to }) => !folded.has(from) && !folded.has(to));
  const connected = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const concerned = stage.kinds.isOnlyConnected ? concernedBy(fleet, stage, edges) : null;
  const rows = rowsOfFolded(fleet, folded);
  const hosts = fleet.hosts.filter(({ node }) => concerned === null || concerned.has(node.id));
  const boxes = [
    ...hosts.map((entry) => boxOfHost(stage, entry, [...rowsOf(fleet.graph, entry, request.view), ...(rows.get(entry.node.id) ?? [])])),
    ...hosts.flatMap((entry) => boxesOnHost(fleet, stage, entry)),
    ...boxesBeside(fleet, stage, connected),
  ].map((box) => ({ ...box, faults: [...(inner.get(box.id) ?? [])] }));
  const drawn = new Set(boxes.map(({ id }) => id));
  const kept = edges.filter(({ from, to }) => drawn.has(from) && drawn.has(to));
  return {
    groups: groupsOf(stage, hosts, boxes, kept),
    boxes,
    edges: kept,
    folded: Object.fromEntries([...folded].map(([id, { into }]) => [id, into])),
    leftOut: 0,
    counts: countsOf(hosts, boxes, kept),
  };
}

/** Boxes that have to do with what stands beside the hosts, over however many edges. */
function concernedBy({ graph }: FleetIndex, stage: Stage, edges: readonly Edge[]): Set<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    next.set(from, [...(next.get(from) ?? []), to]);
    next.set(to, [...(next.get(to) ?? []), from]);
  }
  const beside = stage.kinds.beside.flatMap((kind) => (graph.byKind.get(kind) ?? []).map(({ id }) => id));
  const found = new Set(beside);
  // A set tells of what is added while it is walked.
  for (const id of found) for (const other of next.get(id) ?? []) found.add(other);
  return found;
}

/** What an open host holds, and guests that others need. */
function boxesOnHost(fleet: FleetIndex, stage: Stage, entry: HostEntry): Box[] {
  return entry.inside
    .filter((node) => stage.shows(node) && stage.boxOf(node, entry.group.id) === node.id)
    .map((node) => boxOfThing(fleet, node, node.id, entry.group, stage.isHostOpen(entry) ? entry.node.id : null));
}

/** What stands beside the hosts: once, or once in each group that has to do with it; not what nothing leads to. */
function boxesBeside(fleet: FleetIndex, stage: Stage, connected: ReadonlySet<string>): Box[] {
  const places = (node: GraphNode): { id: string; group: HostGroup }[] => {
    const groups = stage.kinds.perGroup.includes(node.kind) ? fleet.groups : [stage.homeOf(node)];
    return groups.flatMap((group) => {
      const id = stage.boxOf(node, group.id);
      return id === null ? [] : [{ id, group }];
    });
  };
  const nodes = stage.kinds.beside.flatMap((kind) => (fleet.graph.byKind.get(kind) ?? []).filter(({ host }) => host === null));
  return nodes.flatMap((node) =>
    places(node).flatMap(({ id, group }) => (connected.has(id) ? [boxOfThing(fleet, node, id, group, null)] : [])),
  );
}

/** Groups with their counts: those with faults first, then by name. What several share stands before all. */
function groupsOf(stage: Stage, hosts: readonly HostEntry[], boxes: readonly Box[], edges: readonly Edge[]): Group[] {
  const groups = new Map<string, Group>();
  const groupOfBox = new Map(boxes.map(({ id, group }) => [id, group]));
  const faults = new Map<string, string[]>();
  for (const { group, faults: own } of boxes) faults.set(group, [...(faults.get(group) ?? []), ...own]);
  for (const edge of edges) {
    const group = groupOfBox.get(edge.from) ?? "";
    if (edge.faults.length > 0) faults.set(group, [...(faults.get(group) ?? []), ...edge.faults]);
  }
  const empty = (group: HostGroup): Group => ({
    ...group,
    isOpen: stage.isGroupOpen(group.id),
    folds: stage.folds(group),
    hosts: 0,
    unread: 0,
    guests: { total: 0, off: 0 },
    faults: faults.get(group.id) ?? [],
  });
  for (const { group, isRead, guests } of hosts) {
    const known = groups.get(group.id) ?? empty(group);
    groups.set(group.id, {
      ...known,
      hosts: known.hosts + 1,
      unread: known.unread + (isRead ? 0 : 1),
      guests: { total: known.guests.total + guests.total, off: known.guests.off + guests.off },
    });
  }
  if (boxes.some(({ group }) => group === sharedGroup.id)) groups.set(sharedGroup.id, empty(sharedGroup));
  return [...groups.values()].sort(byWeight);
}

function byWeight(one: Group, other: Group): number {
  const rank = ({ kind }: Group) => (kind === "shared" ? 0 : 1);
  return rank(one) - rank(other) || other.faults.length - one.faults.length || (one.name < other.name ? -1 : 1);
}

function countsOf(hosts: readonly HostEntry[], boxes: readonly Box[], edges: readonly Edge[]): Picture["counts"] {
  const faults = [...boxes, ...edges].reduce((sum, { faults: own }) => sum + own.length, 0);
  return {
    hosts: hosts.length,
    unread: hosts.filter(({ isRead }) => !isRead).length,
    guests: hosts.reduce((sum, { guests }) => sum + guests.total, 0),
    unknownFacts: hosts.reduce((sum, { unknownFacts }) => sum + unknownFacts, 0),
    faults,
  };
}
