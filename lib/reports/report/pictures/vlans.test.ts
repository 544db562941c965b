import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReportBridge } from "#lib/reports/report/host-model.ts";
import { hostileTexts } from "#lib/reports/report/testing.ts";
import { cell, expectSound, place, textsOf } from "./picture-testing.ts";
import { vlanPlaceDrawings } from "./vlan-places.ts";
import { vlanPortDrawings } from "./vlan-ports.ts";

const name = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "grapheme", maxLength: 40 }));
const places = fc.array(
  fc.record({
    host: name,
    bridge: name,
    kind: fc.constantFrom("filters" as const, "passes" as const, "unread" as const),
    vids: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 25 }),
  }),
  { minLength: 1, maxLength: 60 },
);

describe("VLANs across hosts", () => {
  test("every place and every VLAN is drawn and told, inside of pictures that fit on a page", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(places, (all) => {
        const known = all.map(({ host, bridge, kind, vids }, index) => ({
          ...place("", kind === "unread" ? [] : vids.map((vid) => cell(vid)), { kind }),
          ...{ host: `${index} ${host}`, name: bridge },
        }));
        const drawings = vlanPlaceDrawings("VLANs", known);
        for (const drawing of drawings) expectSound(drawing);
        const texts = textsOf(drawings);
        const told = drawings.flatMap(({ description }) => description).join("\n");
        for (const [index, { host }] of known.entries()) {
          expect([...texts].some((text) => text.startsWith(`${index}`))).toBe(true);
          expect(told).toContain(host);
        }
        for (const { vlans } of known) for (const { range } of vlans) expect(texts).toContain(String(range?.[0]));
        expect(vlanPlaceDrawings("VLANs", known)).toEqual(drawings);
      }),
      { numRuns: 60 },
    );
  });

  test("what disagrees has sign and word, what was not read is a row of question marks", () => {
    const guests = [{ name: "web", running: false, tags: false }];
    const faulty = cell(100, 100, { severity: "high", guests, own: ["10.0.0.1 on br0"], files: "not-running", switch: "refused" });
    const [drawing, ...others] = vlanPlaceDrawings("VLANs", [
      place("a/br0", [cell(1), faulty], { severity: "high" }),
      place("b/", [], { kind: "unread", unread: ["its bridges and VLANs"] }),
      place("c/br0", [cell(1)], { unread: ["its guests"] }),
    ]);
    if (drawing === undefined) throw new Error("no picture");
    expect(others).toEqual([]);
    expect(drawing.description).toEqual([
      "a, br0, filters VLANs, out by eno1, High: VLAN 1: tagged on the uplink; VLAN 100: tagged on the uplink, the host has 10.0.0.1 on br0, 1 guest (web, off), only in the files, not running, refused by the switch port, as declared, disagrees, high",
      "b, not read, out by eno1, not read: its bridges and VLANs, Unknown: VLAN 1: not read; VLAN 100: not read",
      "c, br0, filters VLANs, out by eno1, not read: its guests, Unknown: VLAN 1: tagged on the uplink",
    ]);
    const texts = textsOf([drawing]);
    for (const text of ["High", "T F+ S−", "H 1g", "Unknown", "?", "High: disagrees here"]) expect(texts).toContain(text);
    // The head of the column, the row, the cell, and the legend.
    expect(drawing.shapes.filter((shape) => shape.kind === "sign" && shape.tone === "high")).toHaveLength(4);
  });

  test("VLANs that only wide ranges cover are one column, and fill those that somebody names", () => {
    const wide = cell(2, 4094, { named: false, passage: "all" });
    const drawings = vlanPlaceDrawings("VLANs", [place("a/br0", [wide]), place("b/br0", [cell(20, 29)])]);
    expect(drawings.flatMap(({ description }) => description)).toEqual([
      "a, br0, filters VLANs, out by eno1: VLAN 20–29: passes with all others; other VLANs, of ranges too wide to be meant: passes with all others",
      "b, br0, filters VLANs, out by eno1: VLAN 20–29: tagged on the uplink",
    ]);
  });
});

describe("VLANs of a bridge", () => {
  const vlan = (vid: number, over = {}) => ({ vid, vidEnd: vid, pvid: false, untagged: false, ...over });
  const port = (said: string, role: "self" | "uplink" | "guest", vids: readonly number[]) => ({
    ...{ name: said, role, note: said, pvid: vids[0] ?? null },
    vlans: vids.map((vid, index) => vlan(vid, { pvid: index === 0, untagged: index === 0 })),
  });

  test("every port and every VLAN is drawn and told, whatever they are called", { timeout: 60_000 }, () => {
    const ports = fc.array(fc.tuple(name, fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 20 })), { maxLength: 60 });
    fc.assert(
      fc.property(ports, (all) => {
        const bridge: ReportBridge = {
          ...{ name: "br0", vlanFiltering: true },
          ports: all.map(([said, vids], index) => port(`${index} ${said}`, index === 0 ? "uplink" : "guest", vids)),
        };
        const drawings = vlanPortDrawings("a", bridge, undefined);
        for (const drawing of drawings) expectSound(drawing);
        const told = drawings.flatMap(({ description }) => description).join("\n");
        for (const each of bridge.ports) expect(told).toContain(each.name);
        for (const [, vids] of all) for (const vid of vids) expect(told).toMatch(new RegExp(`VLAN (\\d+–)?${vid}\\b|VLAN \\d+–\\d+`));
      }),
      { numRuns: 60 },
    );
  });

  test("says beside what runs what the files and the switch say, and where that disagrees", () => {
    const bridge: ReportBridge = {
      name: "br0",
      vlanFiltering: true,
      ports: [port("br0", "self", [1, 10]), port("eno1", "uplink", [1, 10])],
    };
    const beside = place("a/br0", [
      cell(1, 1, { files: "same", switch: "native" }),
      cell(10, 10, { files: "not-configured", severity: "medium" }),
    ]);
    const [drawing] = vlanPortDrawings("a", bridge, beside);
    expect(drawing?.description.slice(2)).toEqual([
      "Files: VLAN 1: the files say the same; VLAN 10: runs, but is not in the files",
      "Switch: VLAN 1: native on the switch port, as declared; VLAN 10: not known",
    ]);
    expect(textsOf(drawing === undefined ? [] : [drawing])).toContain("Medium: disagrees about VLAN 10");
  });

  test("says of a bridge that does not filter that its table has no effect", () => {
    const [drawing] = vlanPortDrawings("a", { name: "br0", vlanFiltering: false, ports: [port("eno1", "uplink", [1])] }, undefined);
    expect(drawing?.title).toBe("VLANs of br0 on a: filtering is off, this table has no effect");
  });
});
