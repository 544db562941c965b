import type { ElkExtendedEdge, ElkNode, LayoutOptions } from "elkjs/lib/elk-api.js";
import type { Box, Picture } from "#lib/graph/topology/picture.ts";
import { closedPlace, closedSize, sizeOf } from "./box-sizes.ts";

/** Where something is, from the corner of what it lies in, in pixels at full size. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A point on the whole picture, in pixels at full size. */
export interface Point {
  x: number;
  y: number;
}

/** Where a picture has what. */
export interface Places {
  /** Places of groups and boxes, by id. */
  boxes: ReadonlyMap<string, Place>;
  /** The way of a line round the boxes between, by the id of its edge; not of those that begin or end inside something else. */
  routes: ReadonlyMap<string, readonly Point[]>;
  /** The middle of the words on a line, by the id of its edge, where it has some. */
  labels: ReadonlyMap<string, Point>;
}

/** Of more, hosts of a group are packed and not put by who needs whom: a column of them is longer than a screen. */
const maximumLayered = { hosts: 12, boxes: 45 };
/** What "2 faults" takes on a line. */
const label = { width: 64, height: 20, layoutOptions: { "elk.edgeLabels.inline": "true" } };

const packed = (aspectRatio: number, spacing: number): LayoutOptions => ({
  "elk.algorithm": "rectpacking",
  "elk.aspectRatio": String(aspectRatio),
  "elk.spacing.nodeNode": String(spacing),
});
const layered: LayoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.spacing.nodeNode": "12",
  "elk.spacing.componentComponent": "16",
  "elk.layered.spacing.nodeNodeBetweenLayers": "36",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.considerModelOrder.strategy": "PREFER_NODES",
  "elk.aspectRatio": "1.4",
};
const inGroup = {
  "elk.padding": "[top=38,left=14,bottom=14,right=14]",
  "elk.nodeSize.constraints": "MINIMUM_SIZE",
  "elk.nodeSize.minimum": "(310, 60)",
};
const inFrame = { "elk.padding": "[top=44,left=14,bottom=40,right=14]" };

/** A picture as ELK takes it: groups packed, hosts and what stands beside them by who needs whom, what is in an open host likewise. */
export function elkGraphOf({ groups, boxes, edges }: Picture, aspectRatio: number): ElkNode {
  const parents = new Map(boxes.map((box) => [box.id, box.parent ?? groupNode(box.group)]));
  const within = edgesByParent(parents, edges);
  const childrenOf = childrenByParent(boxes);
  const nodeOf = (box: Box): ElkNode => {
    const children = childrenOf.get(box.id) ?? [];
    if (children.length === 0) return { id: box.id, ...sizeOf(box) };
    const own = within.get(box.id) ?? [];
    return { id: box.id, children: children.map(nodeOf), edges: own, layoutOptions: { ...layered, ...inFrame } };
  };
  const children = groups.map((group): ElkNode => {
    const own = childrenOf.get(groupNode(group.id)) ?? [];
    if (!group.isOpen) return { id: groupNode(group.id), ...closedSize(own.length) };
    const needs = within.get(groupNode(group.id)) ?? [];
    const hosts = own.filter(({ kind }) => kind === "host").length;
    const isFew = hosts <= maximumLayered.hosts && own.length <= maximumLayered.boxes;
    const isLayered = group.kind === "focus" || (needs.length > 0 && isFew);
    const layoutOptions = { ...(isLayered ? layered : packed(1.6, 12)), ...inGroup };
    return { id: groupNode(group.id), children: own.map(nodeOf), edges: isLayered ? needs : [], layoutOptions };
  });
  return { id: "picture", children, layoutOptions: packed(aspectRatio, 18) };
}

/** Boxes by what they lie in: a host, or a group. */
function childrenByParent(boxes: readonly Box[]): ReadonlyMap<string, readonly Box[]> {
  const children = new Map<string, Box[]>();
  for (const box of boxes) {
    const parent = box.parent ?? groupNode(box.group);
    const known = children.get(parent);
    if (known === undefined) children.set(parent, [box]);
    else known.push(box);
  }
  return children;
}

/** The id of a group among those of boxes. */
export function groupNode(group: string): string {
  return `group ${group}`;
}

/** Edges between the children of each parent: what lies deeper counts as the child that holds it. */
function edgesByParent(parents: ReadonlyMap<string, string>, edges: Picture["edges"]): Map<string, ElkExtendedEdge[]> {
  const found = new Map<string, Map<string, ElkExtendedEdge>>();
  for (const { from, to, faults } of edges) {
    const [sources, targets] = [pathOf(parents, from), pathOf(parents, to)];
    const depth = sources.findIndex((id, index) => id !== targets[index]);
    const [source, target, parent] = [sources[depth], targets[depth], sources[depth - 1]];
    if (source === undefined || target === undefined || parent === undefined) continue;
    const own = found.get(parent) ?? new Map<string, ElkExtendedEdge>();
    const id = `${source} → ${target}`;
    const labels = faults.length > 0 ? [{ text: "fault", ...label }] : (own.get(id)?.labels ?? []);
    found.set(parent, own.set(id, { id, sources: [source], targets: [target], labels }));
  }
  return new Map([...found].map(([parent, own]) => [parent, [...own.values()]]));
}

/** From the group down to the box. */
function pathOf(parents: ReadonlyMap<string, string>, id: string): string[] {
  const path = [id];
  for (let parent = parents.get(id); parent !== undefined; parent = parents.get(parent)) path.unshift(parent);
  return path;
}

/** Places out of what ELK answers, and those in closed groups, which need no layout. */
export function placesOf({ groups, boxes: drawn }: Picture, laid: ElkNode): Places {
  const boxes = new Map<string, Place>();
  const routes = new Map<string, Point[]>();
  const labels = new Map<string, Point>();
  const visit = ({ id, x = 0, y = 0, width = 0, height = 0, children = [], edges = [] }: ElkNode, corner: Point) => {
    boxes.set(id, { x, y, width, height });
    const own = { x: corner.x + x, y: corner.y + y };
    for (const edge of edges) {
      const [section] = edge.sections ?? [];
      const points = section === undefined ? [] : [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
      const [words] = edge.labels ?? [];
      if (words !== undefined)
        labels.set(edge.id, { x: own.x + (words.x ?? 0) + label.width / 2, y: own.y + (words.y ?? 0) + label.height / 2 });
      routes.set(
        edge.id,
        points.map((point) => ({ x: own.x + point.x, y: own.y + point.y })),
      );
    }
    for (const child of children) visit(child, own);
  };
  for (const group of laid.children ?? []) visit(group, { x: 0, y: 0 });
  const children = childrenByParent(drawn);
  for (const { id } of groups.filter(({ isOpen }) => !isOpen)) {
    const own = children.get(groupNode(id)) ?? [];
    for (const [index, box] of own.entries()) boxes.set(box.id, closedPlace(box, index, own.length));
  }
  return { boxes, routes, labels };
}
