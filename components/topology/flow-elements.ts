import type { Edge as FlowEdge } from "@xyflow/react";
import type { Box, Edge, Picture } from "#lib/graph/topology/picture.ts";
import type { BoxNode } from "./boxes.tsx";
import { groupNode, type Place, type Places, type Point } from "./elk-graph.ts";
import type { GroupNode } from "./group-frame.tsx";

export type LineEdge = FlowEdge<{ edge: Edge; route: readonly Point[] | null; label: Point | null }, "line">;

/** So many lines without a way of their own are drawn; of more only those with a fault, and those of what is selected. */
const maximumStray = 12;

/** Groups and boxes as React Flow draws them, each where the layout has put it. */
export function flowNodes({ groups, boxes }: Picture, places: Places): (BoxNode | GroupNode)[] {
  const frames = groups.flatMap((group): GroupNode[] => {
    const id = groupNode(group.id);
    const place = places.boxes.get(id);
    return place === undefined ? [] : [{ id, type: "group-frame", data: { group }, ...placed(place), zIndex: -1 }];
  });
  const byDepth = boxes.toSorted((one, other) => Number(one.parent !== null) - Number(other.parent !== null));
  const drawn = byDepth.flatMap((box): BoxNode[] => {
    const place = places.boxes.get(box.id);
    if (place === undefined) return [];
    const parentId = box.parent ?? groupNode(box.group);
    return [{ id: box.id, type: "box", data: { box }, parentId, ...placed(place), zIndex: box.parent === null ? 1 : 2 }];
  });
  return [...frames, ...drawn];
}

/** With sizes and ends known beforehand React Flow measures nothing, and draws lines to what is out of sight. */
function placed({ x, y, width, height }: Place) {
  const end = (position: "left" | "right", type: "source" | "target") => ({
    id: position,
    type,
    position: position as never,
    x: position === "left" ? 0 : width,
    y: height / 2,
    width: 1,
    height: 1,
  });
  const handles = (["left", "right"] as const).flatMap((side) => [end(side, "source"), end(side, "target")]);
  return { position: { x, y }, width, height, handles };
}

/** Lines between boxes: those that the layout has put between them, all with a fault, and those of the node that is selected. */
export function flowEdges({ boxes, edges }: Picture, places: Places, selected: string | null): LineEdge[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const strays = edges.filter(({ id }) => !places.routes.has(id)).length;
  return edges.flatMap((edge): LineEdge[] => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    const isFault = edge.faults.length > 0;
    // What lies in a host is seen to do so; a line from it to its own frame says nothing more.
    if (!isFault && (from.parent === to.id || to.parent === from.id)) return [];
    const route = places.routes.get(edge.id) ?? null;
    const isTouched = selected !== null && (from.node === selected || to.node === selected);
    if (!isFault && !isTouched && route === null && strays > maximumStray) return [];
    const data = { edge, route, label: places.labels.get(edge.id) ?? null };
    // A frame is above the lines of its group, and below those of what it holds.
    const zIndex = from.parent !== null || to.parent !== null ? 1 : 0;
    return [{ id: edge.id, type: "line", source: from.id, target: to.id, data, zIndex, ...sidesOf(from, to, places) }];
  });
}

/** A line leaves towards what it leads to; between boxes above each other it goes round on the right. */
function sidesOf(from: Box, to: Box, places: Places): { sourceHandle: string; targetHandle: string } {
  const [source, target] = [spanOf(from, places), spanOf(to, places)];
  if (target.left >= source.right - 20) return { sourceHandle: "right", targetHandle: "left" };
  if (target.right <= source.left + 20) return { sourceHandle: "left", targetHandle: "right" };
  return { sourceHandle: "right", targetHandle: "right" };
}

function spanOf(box: Box, places: Places): { left: number; right: number } {
  const chain = [box.id, ...(box.parent === null ? [] : [box.parent]), groupNode(box.group)];
  const left = chain.reduce((sum, id) => sum + (places.boxes.get(id)?.x ?? 0), 0);
  return { left, right: left + (places.boxes.get(box.id)?.width ?? 0) };
}

/** The middle of a box on the whole picture, in pixels at full size; null for what has no place. */
export function middleOf(box: Box, places: Places): { x: number; y: number } | null {
  const own = places.boxes.get(box.id);
  if (own === undefined) return null;
  const chain = [...(box.parent === null ? [] : [box.parent]), groupNode(box.group)].flatMap((id) => places.boxes.get(id) ?? []);
  const corner = chain.reduce((sum, { x, y }) => ({ x: sum.x + x, y: sum.y + y }), { x: own.x, y: own.y });
  return { x: corner.x + own.width / 2, y: corner.y + own.height / 2 };
}

/** Width and height of the whole picture at full size. */
export function extentOf({ groups }: Picture, places: Places): { width: number; height: number } {
  const frames = groups.flatMap(({ id }) => places.boxes.get(groupNode(id)) ?? []);
  return {
    width: Math.max(1, ...frames.map(({ x, width }) => x + width)),
    height: Math.max(1, ...frames.map(({ y, height }) => y + height)),
  };
}
