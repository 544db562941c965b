import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutTexts } from "#lib/reports/report/drawing.ts";
import { hostileTexts } from "#lib/reports/report/testing.ts";
import type { TopologyTie } from "#lib/reports/report/topology-model.ts";
import { expectSound, host, textsOf, thing, tie } from "./picture-testing.ts";
import { topologyGroupDrawings } from "./topology-group.ts";
import { topologyHostDrawings } from "./topology-host.ts";
import { hubDrawings, hubsOf } from "./topology-hub.ts";
import { indexTopology } from "./topology-index.ts";
import { groupsOf, overviewDrawings } from "./topology-overview.ts";

const name = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "grapheme", maxLength: 30 }));
const kinds = ["storage", "dns", "gateway", "cluster", "guest", "name"] as const;
/** Hosts, things and ties between any of them; every third host is in a group of its own kind. */
const topologies = fc
  .record({
    hosts: fc.array(name, { minLength: 1, maxLength: 25 }),
    things: fc.array(fc.tuple(fc.constantFrom(...kinds), name), { maxLength: 25 }),
    ties: fc.array(fc.tuple(fc.nat(49), fc.nat(49), fc.constantFrom(null, "high" as const), fc.boolean()), { maxLength: 80 }),
  })
  .map(({ hosts, things, ties }) => {
    const own = hosts.map((said, index) =>
      host(`${index} ${said}`, { read: index % 5 !== 4, group: { kind: index % 3 === 0 ? "site" : "alone", name: said } }),
    );
    const beside = things.map(([kind, said], index) => thing(`${kind}:${index} ${said}`, { loss: { machines: index % 2, others: 0 } }));
    const ids = [...own, ...beside].map(({ id }) => id);
    const all = ties.flatMap(([from, to, severity, unknown]): TopologyTie[] => {
      const ends = [ids[from % ids.length] ?? "", ids[to % ids.length] ?? ""] as const;
      return ends[0] === ends[1] ? [] : [tie(...ends, { severity, unknown, faults: severity === null ? [] : ["storage/z"] })];
    });
    return indexTopology({ hosts: own, things: beside, ties: all });
  });

describe("pictures of how hosts hang together", { timeout: 120_000 }, () => {
  test("have every host and everything that is tied to one, and nothing lies on anything else", () => {
    fc.assert(
      fc.property(topologies, (index) => {
        const drawings = topologyGroupDrawings(index, "Hosts", index.hosts);
        for (const drawing of drawings) expectSound(drawing);
        const told = drawings.flatMap(({ description }) => description).join("\n");
        for (const { name: said } of index.hosts) expect(told).toContain(`${said} (host)`);
        const own = new Set(index.hosts.map(({ id }) => id));
        for (const { from, to } of index.ties)
          for (const [one, other] of [
            [from, to],
            [to, from],
          ] as const)
            if (own.has(one) && !own.has(other)) expect(told).toContain(index.thing(other)?.name);
        expect(topologyGroupDrawings(index, "Hosts", index.hosts)).toEqual(drawings);
      }),
      { numRuns: 80 },
    );
  });

  test("one host, the groups, and what hangs on each thing are as sound", () => {
    fc.assert(
      fc.property(topologies, (index) => {
        const [first] = index.hosts;
        const own = first === undefined ? [] : topologyHostDrawings(index, first);
        const hubs = hubsOf(index);
        const all = [...own, ...overviewDrawings(index, groupsOf(index)), ...hubs.flatMap((hub) => hubDrawings(index, hub))];
        for (const drawing of all) expectSound(drawing);
        for (const { to } of index.from(first?.id ?? "").filter((each) => index.thing(each.to) !== undefined))
          expect(own.flatMap(({ description }) => description).join("\n")).toContain(index.thing(to)?.name);
      }),
      { numRuns: 80 },
    );
  });

  test("mark a fault by sign, word and thick line, a single point by its frame, and what was not read by a broken one", () => {
    const index = indexTopology({
      hosts: [host("a"), host("b", { read: false, guests: { total: 0, off: 0 } }), host("c", { added: false, read: false })],
      things: [thing("storage:nas", { loss: { machines: 5, others: 1 } }), thing("guest:d/truenas", { name: "truenas", host: "d" })],
      ties: [
        tie("host:a", "storage:nas", { severity: "critical", faults: ["storage/z"], when: ["boot", "run"] }),
        tie("storage:nas", "guest:d/truenas", { unknown: true }),
      ],
    });
    const [drawing] = topologyGroupDrawings(index, "Hosts", index.hosts);
    const texts = textsOf(drawing === undefined ? [] : [drawing]);
    for (const text of ["Critical: 1 fault", "alone takes 5 machines", "never read", "not in Bulkhead: not read", "on d", "to boot, run"])
      expect(texts).toContain(text);
    const boxes = drawing?.shapes.filter((shape) => shape.kind === "box").map(({ look }) => look ?? "plain");
    expect(boxes).toEqual(["plain", "dashed", "dashed", "heavy", "plain"]);
    const lines = drawing?.shapes.filter((shape) => shape.kind === "line").map(({ look, tone }) => [look, tone]);
    expect(lines).toEqual([
      ["heavy", "critical"],
      ["dashed", "unknown"],
    ]);
    expect(drawing?.description[0]).toBe("a (host): 2 guests, Critical: 1 fault; needs storage nas (to boot, run; Critical; host:a stops)");
  });

  test("show 300 hosts of one DNS server on as many pages as they need", () => {
    const hosts = Array.from({ length: 300 }, (_, index) => host(`kvm-${index}`, { read: index !== 7 }));
    const index = indexTopology({ hosts, things: [thing("dns:10.0.0.1")], ties: hosts.map(({ id }) => tie(id, "dns:10.0.0.1")) });
    const drawings = hubsOf(index).flatMap((hub) => hubDrawings(index, hub));
    const texts = textsOf(drawings);
    for (const { name: said } of hosts) expect(texts).toContain(said);
    expect(drawings.map(({ title }) => title)).toContain("What hangs on DNS server 10.0.0.1: 300 hosts (1 of 4)");
    expect(drawings.flatMap(({ description }) => description)).toContain("kvm-7: to run; never read");
  });

  test("name in full below what they have no room for", () => {
    const long = `${"storage".repeat(9)}.example.org`;
    const index = indexTopology({ hosts: [host("a")], things: [thing(`storage:${long}`)], ties: [tie("host:a", `storage:${long}`)] });
    const [drawing] = topologyGroupDrawings(index, "Hosts", index.hosts);
    expect(drawing === undefined ? [] : cutTexts(drawing)).toEqual([long]);
  });
});
