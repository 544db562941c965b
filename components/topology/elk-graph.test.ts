import ELK from "elkjs/lib/elk.bundled.js";
import { describe, expect, test } from "vitest";
import { need, node } from "#lib/graph/graph-testing.ts";
import { buildPicture } from "#lib/graph/topology/build-picture.ts";
import type { Picture } from "#lib/graph/topology/picture.ts";
import { fleetOf, known, request } from "#lib/graph/topology/topology-testing.ts";
import { elkGraphOf, groupNode, type Place, type Places, placesOf } from "./elk-graph.ts";
import { extentOf, flowEdges, flowNodes, middleOf } from "./flow-elements.ts";

const hosts = ["a", "b", "c"];
const fleet = fleetOf(
  [
    need("bridge:a/br0", "run", ["nic:a/eno1"]),
    need("vlan:a/br0.7", "run", ["bridge:a/br0"]),
    need("vlan:a/br0.7", "run", ["vlan:7"]),
    need("vlan:b/br0.7", "run", ["vlan:7"]),
    need("guest:a/web", "run", ["vlan:a/br0.7"]),
    need("host:b", "run", ["vlan:b/br0.7"], { becomes: "isolated", rule: "bridge/uplink-pvid-mismatch" }),
    need("host:a", "run", ["vlan:a/br0.7"], { becomes: "isolated" }),
  ],
  [known("a", { address: "10.0.0.1/24" }), known("b", { address: "10.0.0.2/24" }), known("c", { site: "south" })],
  hosts.map((name) => node(`host:${name}`, { host: name })),
);

async function laid(picture: Picture): Promise<Places> {
  return placesOf(picture, await new ELK().layout(elkGraphOf(picture, 1.6)));
}

const closed = buildPicture(fleet, request());
const open = buildPicture(fleet, request({ open: ["host:a"] }));

describe("the layout", () => {
  test("has a place for everything, inside of what it lies in, and nothing over anything else", async () => {
    const { boxes } = await laid(open);
    for (const box of open.boxes) {
      const place = boxes.get(box.id);
      const parent = boxes.get(box.parent ?? groupNode(box.group));
      if (place === undefined || parent === undefined) throw new Error(`${box.id} has no place`);
      expect(place.x + place.width, box.id).toBeLessThanOrEqual(parent.width);
      expect(place.y + place.height, box.id).toBeLessThanOrEqual(parent.height);
      const siblings = open.boxes.filter((other) => other.id !== box.id && other.parent === box.parent && other.group === box.group);
      for (const other of siblings) expect(overlap(place, boxes.get(other.id)), `${box.id} and ${other.id}`).toBe(false);
    }
  });

  test("gives lines between boxes of one group a way, and those with a fault room for a word", async () => {
    const { routes, labels } = await laid(closed);
    const fault = closed.edges.find(({ faults }) => faults.length > 0);
    expect(routes.get(fault?.id ?? "")?.length).toBeGreaterThan(1);
    expect([...labels.keys()]).toEqual([fault?.id]);
  });

  test("needs none in closed groups, of which all boxes are of one size", async () => {
    const names = Array.from({ length: 90 }, (_, index) => `h${index}`);
    const many = names.map((name) => known(name, { site: "north" }));
    const picture = buildPicture(
      fleetOf(
        [],
        many,
        names.map((name) => node(`host:${name}`, { host: name })),
      ),
      request(),
    );
    const { boxes } = await laid(picture);
    const group = boxes.get("group site:north");
    const all = picture.boxes.flatMap(({ id }) => boxes.get(id) ?? []);
    expect(all).toHaveLength(90);
    for (const [index, one] of all.entries()) {
      expect(all.slice(index + 1).some((other) => overlap(one, other))).toBe(false);
      expect(one.x + one.width).toBeLessThanOrEqual(group?.width ?? 0);
      expect(one.y + one.height).toBeLessThanOrEqual(group?.height ?? 0);
    }
  });
});

describe("what React Flow gets", () => {
  test("is groups, then boxes after what they lie in", async () => {
    const ids = flowNodes(open, await laid(open)).map(({ id }) => id);
    expect(ids).toHaveLength(open.groups.length + open.boxes.length);
    for (const { id, parent } of open.boxes) if (parent !== null) expect(ids.indexOf(parent)).toBeLessThan(ids.indexOf(id));
  });

  test("draws no line from a guest to the frame that it lies in, unless it is a fault", async () => {
    const lines = flowEdges(open, await laid(open), null).map(({ source, target }) => `${source} ${target}`);
    expect(lines).not.toContain("host:a vlan:a/br0.7");
    expect(lines).toContain("guest:a/web vlan:a/br0.7");
    expect(lines.filter((line) => line.startsWith("vlan:a/br0.7 vlan:7"))).toHaveLength(1);
  });

  test("knows the middle of a box, also in a frame, and how large all is", async () => {
    const places = await laid(open);
    const extent = extentOf(open, places);
    for (const box of open.boxes) {
      const middle = middleOf(box, places);
      expect(middle?.x).toBeGreaterThan(0);
      expect(middle?.x).toBeLessThan(extent.width);
      expect(middle?.y).toBeLessThan(extent.height);
    }
  });
});

function overlap(one: Place, other: Place | undefined): boolean {
  if (other === undefined) return false;
  const apart = one.x + one.width <= other.x || other.x + other.width <= one.x;
  return !(apart || one.y + one.height <= other.y || other.y + other.height <= one.y);
}
