import { expect } from "vitest";
import { type Drawing, fitted, type Shape, textSize, textWidth } from "#lib/reports/report/drawing.ts";
import type { TopologyHost, TopologyThing, TopologyTie } from "#lib/reports/report/topology-model.ts";
import type { VlanPlace, VlanPlaceCell } from "#lib/reports/report/vlans-model.ts";
import { maximumHeight, pictureWidth } from "./sizes.ts";

/** What tests of pictures share. Nothing of the product imports this. */

type Corners = readonly [left: number, top: number, right: number, bottom: number];

/** Where a shape is. */
function cornersOf(shape: Shape): Corners {
  switch (shape.kind) {
    case "box":
      return [shape.x, shape.y, shape.x + shape.width, shape.y + shape.height];
    case "sign":
      return [shape.x, shape.y, shape.x + shape.size, shape.y + shape.size];
    case "line": {
      const [across, down] = [shape.points.map(([x]) => x), shape.points.map(([, y]) => y)];
      return [Math.min(...across), Math.min(...down), Math.max(...across), Math.max(...down)];
    }
    case "text": {
      const size = shape.size ?? textSize;
      const width = textWidth(fitted(shape.text, shape.width, size), size);
      const left = shape.x - { left: 0, center: width / 2, right: width }[shape.align ?? "left"];
      return [left, shape.y - size * 0.8, left + width, shape.y + size * 0.25];
    }
  }
}

/** Nothing lies outside of the picture, no box on another, no line on a box, and it fits on a page. */
export function expectSound({ shapes, width, height }: Drawing): void {
  expect(width).toBeLessThanOrEqual(pictureWidth);
  expect(height).toBeLessThanOrEqual(maximumHeight + 40);
  for (const shape of shapes) {
    const [left, top, right, bottom] = cornersOf(shape);
    expect({ shape, isInside: left >= -0.01 && top >= -0.01 && right <= width + 0.01 && bottom <= height + 0.01 }).toEqual({
      shape,
      isInside: true,
    });
  }
  const boxes = shapes.filter((shape) => shape.kind === "box" && shape.look !== "soft").map(cornersOf);
  for (const [index, one] of boxes.entries()) for (const other of boxes.slice(index + 1)) expect(overlap(one, other)).toBe(false);
}

function overlap([left, top, right, bottom]: Corners, other: Corners): boolean {
  return left < other[2] && other[0] < right && top < other[3] && other[1] < bottom;
}

/** All texts of some pictures, cut as they are drawn. */
export function textsOf(drawings: readonly Drawing[]): Set<string> {
  return new Set(
    drawings.flatMap(({ shapes }) =>
      shapes.flatMap((shape) => (shape.kind === "text" ? [fitted(shape.text, shape.width, shape.size)] : [])),
    ),
  );
}

/** host("a"): read in full, on its own, with nothing on it. */
export function host(name: string, over: Partial<TopologyHost> = {}): TopologyHost {
  const group = { kind: "cluster" as const, name: "prod" };
  return {
    ...{ id: `host:${name}`, name, group, added: true, read: true, unread: 0, guests: { total: 2, off: 0 } },
    ...{ bridges: [], mounts: [], votes: [], faults: [], loss: { machines: 2, others: 0 } },
    ...over,
  };
}

/** thing("storage:nas"): kind and name come from the id. */
export function thing(id: string, over: Partial<TopologyThing> = {}): TopologyThing {
  const [kind = "", name = ""] = id.split(/:(.*)/s);
  return {
    ...{ id, kind: kind as TopologyThing["kind"], name, host: null, running: true, declared: false, because: null },
    loss: { machines: 0, others: 0 },
    ...over,
  };
}

/** tie("host:a", "storage:nas"): needed to run, without a fault. */
export function tie(from: string, to: string, over: Partial<TopologyTie> = {}): TopologyTie {
  return { from, to, needs: 1, when: ["run"], faults: [], severity: null, words: [`${from} stops`], unknown: false, ...over };
}

/** A VLAN at a place: tagged on the uplink, with nobody in it. */
export function cell(first: number, last = first, over: Partial<VlanPlaceCell> = {}): VlanPlaceCell {
  const open = { own: [], guests: [], files: "open" as const, switch: "open" as const, severity: null };
  return { range: [first, last], named: true, passage: "tagged", ...open, ...over };
}

/** A bridge that filters VLANs. */
export function place(at: string, vlans: readonly VlanPlaceCell[], over: Partial<VlanPlace> = {}): VlanPlace {
  const [name = "", bridge = ""] = at.split("/");
  return { host: name, name: bridge, kind: "filters", uplinks: ["eno1"], unread: [], severity: null, vlans: [...vlans], ...over };
}
