import { expect, test } from "vitest";
import { graphOf, need, node } from "#lib/graph/graph-testing.ts";
import { indexGraph } from "#lib/graph/indexed.ts";
import { known } from "#lib/graph/topology/topology-testing.ts";
import { vlansOf } from "#lib/graph/vlans/vlans.ts";
import { aware, memberOf } from "#lib/graph/vlans/vlans-testing.ts";
import { anyTime, guest, nic } from "#lib/rules/testing/testing.ts";
import { openFleet, reportTopology } from "./topology.ts";
import { ReportTopology } from "./topology-model.ts";
import { reportVlans } from "./vlans.ts";
import { ReportVlans } from "./vlans-model.ts";

const needs = [
  need("host:a", "boot", ["storage:nas"], { rule: "storage/nfs-fstab-no-nofail" }),
  need("storage:nas", "run", ["guest:b/truenas"]),
  need("guest:b/truenas", "run", ["host:b"]),
  need("host:b", "run", ["dns:10.0.0.1"]),
  need("dns:10.0.0.1", "run", ["guest:a/bind"]),
  need("guest:a/bind", "run", ["host:a"]),
];
const graph = indexGraph(graphOf(needs, [node("host:a", { host: "a" }), node("host:b", { host: "b" }), node("host:c", { host: "c" })]));
const facts = [known("a"), known("b"), known("c", { seenAt: null })];

test("a report about one host tells what it needs over several steps and who needs it, and nothing of what other hosts need", () => {
  const told = ReportTopology.parse(reportTopology(openFleet(graph, facts), new Set(["a"])));
  expect(told.hosts.map(({ name, read }) => [name, read])).toEqual([["a", true]]);
  expect(told.ties.map(({ from, to }) => `${from} → ${to}`).sort()).toEqual([
    "dns:10.0.0.1 → guest:a/bind",
    "guest:a/bind → host:a",
    "guest:b/truenas → host:b",
    "host:a → storage:nas",
    "host:b → dns:10.0.0.1",
    "storage:nas → guest:b/truenas",
  ]);
  expect(told.ties.find(({ to }) => to === "storage:nas")).toMatchObject({ when: ["boot"], severity: "critical", unknown: false });
  expect(told.things.map(({ id }) => id)).toEqual(["dns:10.0.0.1", "guest:a/bind", "guest:b/truenas", "host:b", "storage:nas"]);
});

test("a report about all hosts has each of them, those never read as such", () => {
  const told = reportTopology(openFleet(graph, facts), new Set(["a", "b", "c"]));
  expect(told.hosts.map(({ name, read, added }) => [name, read, added])).toEqual([
    ["a", true, true],
    ["b", true, true],
    ["c", false, true],
  ]);
  expect(reportTopology(openFleet(graph, facts), new Set(["a", "b", "c"]))).toEqual(told);
});

test("VLANs are those of the report's hosts, with what disagrees with others, and bridges that could not be read", () => {
  const one = memberOf("a", aware("br0", "100p", { eno1: "100p 2-4094" }));
  const other = memberOf("b", aware("br0", "1p", { eno1: "1p 10" }), { guests: [guest("web", { nics: [nic({ bridge: "ovsbr0" })] })] });
  const unread = { ...memberOf("c"), part: { ...memberOf("c").part, unread: ["bridgeVlans"] } };
  const all = [one, other, unread];
  const told = ReportVlans.parse(reportVlans(vlansOf(all, [], anyTime), new Set(["b", "c"])));
  expect(told.places.map(({ host, name, kind }) => [host, name, kind])).toEqual([
    ["b", "br0", "filters"],
    ["b", "ovsbr0", "unread"],
    ["c", "", "unread"],
  ]);
  expect(told.places[0]?.vlans.map(({ range, passage, named }) => [range, passage, named])).toEqual([
    [[1, 1], "pvid", true],
    [[10, 10], "tagged", true],
  ]);
  const wide = reportVlans(vlansOf(all, [], anyTime), new Set(["a"])).places[0]?.vlans.map(({ range, passage, named }) => [
    range,
    passage,
    named,
  ]);
  expect(wide).toEqual([
    [[2, 99], "all", false],
    [[100, 100], "pvid", true],
    [[101, 4094], "all", false],
  ]);
});
