import { expect, test } from "vitest";
import { need, node } from "#lib/graph/graph-testing.ts";
import { buildPicture } from "./build-picture.ts";
import { fleetOf, known, request } from "./topology-testing.ts";

const hosts = ["a", "b", "c", "d", "e", "f"];
const fleet = fleetOf(
  [
    need("cluster:prod", "run", ["host:a", "host:b"], { becomes: "unmanaged" }),
    need("host:c", "run", ["gateway:1"], { becomes: "degraded", rule: "dns/single-nameserver" }),
  ],
  [
    known("a", { site: "north" }),
    known("b"),
    known("c", { site: "north" }),
    known("d", { address: "10.0.0.1/24" }),
    known("e", { address: "10.0.0.2/24" }),
    known("f", { address: "10.9.0.2/24" }),
  ],
  hosts.map((name) => node(`host:${name}`, { host: name })),
);

test("a host stands with its cluster, else its site, else its network; the only ones of a network stand together", () => {
  const { groups, boxes } = buildPicture(fleet, request());
  const told = groups.map(({ id, kind, name }) => [
    kind,
    name,
    boxes
      .filter(({ group, kind: of }) => group === id && of === "host")
      .map((box) => box.name)
      .join(" "),
  ]);
  expect(told).toEqual([
    ["site", "north", "c"],
    ["network", "10.0.0.0/24", "d e"],
    ["alone", "On their own", "f"],
    ["cluster", "prod", "a b"],
  ]);
});

test("groups with faults stand first", () => {
  expect(buildPicture(fleet, request()).groups[0]).toMatchObject({ name: "north", faults: ["dns/single-nameserver"] });
});

test("what several groups need stands before all", () => {
  const shared = fleetOf(
    [need("host:a", "run", ["dns:1"], { becomes: "degraded" }), need("host:b", "run", ["dns:1"], { becomes: "degraded" })],
    [known("a", { site: "north" }), known("b", { site: "south" })],
    [node("host:a", { host: "a" }), node("host:b", { host: "b" })],
  );
  expect(buildPicture(shared, request({ view: "dependencies" })).groups.map(({ kind }) => kind)).toEqual(["shared", "site", "site"]);
});
