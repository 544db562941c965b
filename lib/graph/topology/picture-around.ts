import { nodeOf } from "#lib/graph/indexed.ts";
import type { GraphNode, Need, NodeId } from "#lib/graph/model.ts";
import { boxOfThing } from "./boxes.ts";
import { edgeOf } from "./edges.ts";
import { faultFinder } from "./faults.ts";
import type { FleetIndex } from "./fleet-index.ts";
import type { HostGroup } from "./groups.ts";
import type { Box, Edge, Group, Picture, PictureRequest } from "./picture.ts";

/** So many boxes are told apart at once; what is further away is left out first. */
const maximumAround = 120;

/** Everything within some needs of one node, each thing for itself: whatever the view, since what is near matters more than its kind. */
export function pictureAround(fleet: FleetIndex, { focus, hops }: PictureRequest): Picture {
  const { graph } = fleet;
  const found = nearestOf(fleet, focus ?? "", hops);
  const shown = new Set(found.slice(0, maximumAround));
  const group: HostGroup = { id: "focus", name: `Around ${nodeOf(graph, focus ?? "").name}`, kind: "focus" };
  const isFault = faultFinder(fleet);
  const edges = edgesBetween(fleet, shown, isFault);
  const boxes = [...shown].map((id) => boxAround(fleet, nodeOf(graph, id), group, isFault));
  const hosts = boxes.filter(({ kind }) => kind === "host");
  const guests = boxes.filter(({ kind }) => kind === "guest");
  const counts = { total: guests.length, off: guests.filter(({ running }) => !running).length };
  const faults = edges.flatMap((edge) => edge.faults);
  const unread = hosts.filter((box) => box.unread).length;
  const groups: Group[] = [{ ...group, isOpen: true, folds: false, hosts: hosts.length, unread, guests: counts, faults }];
  const unknownFacts = hosts.reduce((sum, box) => sum + box.unknownFacts, 0);
  return {
    groups,
    boxes,
    edges,
    folded: {},
    leftOut: found.length - shown.size,
    counts: { hosts: hosts.length, unread, guests: guests.length, unknownFacts, faults: faults.length },
  };
}

/** Nodes by their distance, the focus first. Consoles are no way from one machine to another. */
export function nearestOf({ graph }: FleetIndex, focus: NodeId, hops: number): NodeId[] {
  const seen = new Set([focus]);
  let wave: NodeId[] = [focus];
  for (let hop = 0; hop < hops; hop += 1) {
    const next = wave.flatMap((id) => [
      ...(graph.needsOf.get(id) ?? []).flatMap(({ from }) => from.map(({ node }) => node)),
      ...(graph.neededBy.get(id) ?? []).map(({ node }) => node),
    ]);
    wave = [...new Set(next)].filter((id) => !seen.has(id) && nodeOf(graph, id).kind !== "console").sort();
    for (const id of wave) seen.add(id);
  }
  return [...seen];
}

function boxAround(fleet: FleetIndex, node: GraphNode, group: HostGroup, isFault: (need: Need) => boolean): Box {
  const entry = node.kind === "host" ? fleet.entryOf(node) : undefined;
  const box = boxOfThing(fleet, node, node.id, group, null);
  const alone = (fleet.graph.needsOf.get(node.id) ?? []).filter((need) => need.from.length === 0 && isFault(need));
  const faults = [...new Set(alone.flatMap(({ rule }) => rule ?? []))];
  return {
    ...box,
    faults,
    guests: entry?.guests ?? null,
    unknownFacts: entry?.unknownFacts ?? 0,
    look: entry === undefined ? "thing" : "compact",
  };
}

function edgesBetween({ graph }: FleetIndex, shown: ReadonlySet<NodeId>, isFault: (need: Need) => boolean): Edge[] {
  const drawn = new Map<string, { from: string; to: string; needs: Need[]; faults: Need[] }>();
  for (const id of shown) {
    for (const need of graph.needsOf.get(id) ?? []) {
      for (const to of new Set(need.from.map(({ node }) => node))) {
        if (to === id || !shown.has(to) || need.when === "recover") continue;
        const edge = drawn.get(`${id} → ${to}`) ?? { from: id, to, needs: [], faults: [] };
        drawn.set(`${id} → ${to}`, edge);
        edge.needs.push(need);
        if (isFault(need)) edge.faults.push(need);
      }
    }
  }
  return [...drawn].map(([key, edge]) => edgeOf(graph, key, edge));
}
