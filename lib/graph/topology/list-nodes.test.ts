import { describe, expect, test } from "vitest";
import { need, node } from "#lib/graph/graph-testing.ts";
import { boxFinder, findNodes } from "./find-nodes.ts";
import { listNodes } from "./list-nodes.ts";
import { detailsOf } from "./node-details.ts";
import { fleetOf, known, request } from "./topology-testing.ts";

const many = Array.from({ length: 60 }, (_, index) => need(`guest:a/g${String(index).padStart(2, "0")}`, "run", ["host:a"]));
const fleet = fleetOf(
  [
    ...many,
    need("guest:b/web", "run", ["host:b"]),
    need("vlan:b/br0.7", "run", ["vlan:7"], { becomes: "isolated" }),
    need("guest:b/web", "run", ["vlan:b/br0.7"], { becomes: "isolated" }),
    need("host:b", "recover", ["console:b/bmc"], { becomes: "unmanaged" }),
    need("host:b", "run", ["gateway:1"], { becomes: "degraded", rule: "dns/single-nameserver" }),
  ],
  [known("a"), known("b")],
  [node("host:a", { host: "a" }), node("host:b", { host: "b", roles: ["saved network configuration"] })],
);
const listed = (over: Partial<Parameters<typeof listNodes>[2]> = {}) =>
  listNodes(fleet, request(), { text: "", page: 1, first: [], ...over });

describe("the table", () => {
  test("has every node of the view, also those that the picture folds away", () => {
    const all = [...listed().rows, ...listed({ page: 2 }).rows];
    expect(all).toHaveLength(listed().total);
    expect(all.filter(({ node: { kind } }) => kind === "guest")).toHaveLength(61);
    expect(all.map(({ node: { kind } }) => kind)).not.toContain("console");
  });

  test("is by host, each with what lies on it below it, and by pages", () => {
    const { rows, pages, page } = listed({ page: 99 });
    expect([page, pages]).toEqual([2, 2]);
    expect(rows.map(({ node: { id } }) => id).slice(-5)).toEqual(["host:b", "vlan:b/br0.7", "guest:b/web", "vlan:7", "gateway:1"]);
  });

  test("puts first what a rehearsal hits, in its order", () => {
    const first = ["gateway:1", "host:b"];
    expect(
      listed({ first })
        .rows.slice(0, 3)
        .map(({ node: { id } }) => id),
    ).toEqual([...first, "host:a"]);
  });

  test("keeps what is called so, and tells needs and faults", () => {
    const { rows } = listed({ text: "HOST:B" });
    expect(rows).toMatchObject([{ node: { id: "host:b" }, needs: ["1"], faults: ["dns/single-nameserver"], neededByTotal: 1 }]);
  });
});

describe("the search", () => {
  test("finds by a part of the name, machines first, with the box that stands for it", () => {
    expect(findNodes(fleet, request(), "we")).toMatchObject({ total: 1, found: [{ node: { id: "guest:b/web" }, box: "host:b" }] });
    expect(findNodes(fleet, request({ open: ["host:b"] }), "web").found[0]?.box).toBe("guest:b/web");
  });

  test("tells of many how many they are", () => {
    const { found, total } = findNodes(fleet, request(), "g");
    expect(total).toBeGreaterThan(60);
    expect(found).toHaveLength(50);
  });

  test("nothing is called like no words", () => {
    expect(findNodes(fleet, request(), "  ").total).toBe(0);
  });

  test("a VLAN that each group has for itself is found where it is used", () => {
    expect(boxFinder(fleet, request())("vlan:7")).toBe("vlan:7 @ network:192.0.2.1/32");
    expect(boxFinder(fleet, request())("vlan:b/br0.7")).toBe("vlan:7 @ network:192.0.2.1/32");
  });

  test("what the view does not draw is folded into its host, or is nowhere", () => {
    expect(boxFinder(fleet, request())("console:b/bmc")).toBe("host:b");
    expect(boxFinder(fleet, request({ view: "storage" }))("gateway:1")).toBeNull();
    expect(boxFinder(fleet, request())("host:gone")).toBeNull();
  });
});

describe("the details of a node", () => {
  test("are what it needs, what needs it, what goes with it, and what can be rehearsed", () => {
    const details = detailsOf(fleet, "host:b");
    expect(details?.needs.map(({ isFault }) => isFault)).toEqual([true, false]);
    expect(details?.neededByTotal).toBe(1);
    expect(details?.loss).toMatchObject({ machines: 1 });
    expect(details?.rehearsals).toEqual([
      { what: "reboot", target: "host:b" },
      { what: "lose", target: "host:b" },
      { what: "apply-network", target: "host:b" },
    ]);
    expect(detailsOf(fleet, "guest:b/web")?.rehearsals.map(({ what }) => what)).toEqual(["restart", "lose"]);
    expect(detailsOf(fleet, "gateway:1")?.rehearsals).toEqual([{ what: "lose", target: "gateway:1" }]);
  });

  test("of a thing with many needs tell the first and how many there are", () => {
    const details = detailsOf(fleet, "host:a");
    expect(details?.neededBy).toHaveLength(8);
    expect(details?.neededByTotal).toBe(60);
  });

  test("of what is gone are none", () => {
    expect(detailsOf(fleet, "host:gone")).toBeNull();
  });
});
