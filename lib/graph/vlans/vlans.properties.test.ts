import fc from "fast-check";
import { expect, test } from "vitest";
import type { Declarations } from "#lib/facts/declared.ts";
import { HostPart } from "#lib/graph/part.ts";
import type { FleetMember } from "#lib/graph/unite.ts";
import { anyTime } from "#lib/rules/testing/testing.ts";
import { valuesOf } from "#lib/rules/testing/values-of.ts";
import { disagreementKinds } from "./model.ts";
import { viewOf } from "./view.ts";
import { vlansOf } from "./vlans.ts";
import { switchPort } from "./vlans-testing.ts";

/** Names that meet each other, lists as tables and files have them, and what nobody expects. */
const words = fc.oneof(
  fc.constantFrom("br0", "br1", "eno1", "eno1.20", "br0.100", "web", "10.0.0.2", "10.0.1.2", "bridgeVlans", "guests"),
  fc.constantFrom("1", "1 10 20-40", "1-4094", "100 pvid untagged,10", "9-3", "4095", "10;20"),
  fc.string({ unit: "binary", maxLength: 12 }),
);
/** Any part at all, and as often one of a host that was read, whose bridge is that of its neighbours, with a guest that needs its uplink. */
const parts = fc
  .tuple(valuesOf(HostPart, words) as fc.Arbitrary<HostPart>, fc.boolean())
  .map(([part, isTidy]) => (isTidy ? tidy(part) : part));

function tidy(part: HostPart): HostPart {
  const bridges = part.bridges.slice(0, 1).map((bridge) => {
    const uplinks = bridge.uplinks.slice(0, 1).map((uplink) => ({ ...uplink, name: "eno1" }));
    const guestPorts = bridge.guestPorts.map((port, index) => (index === 0 ? { ...port, pvid: uplinks[0]?.pvid ?? null } : port));
    return { ...bridge, name: "br0", isOverlay: false, uplinks, guestPorts };
  });
  const cluster = part.cluster === null ? null : { ...part.cluster, name: "lab" };
  return { ...part, bridges, cluster, unread: part.unread.filter((fact) => fact === "guests") };
}

const fleets = fc
  .uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1 })
  .chain((names) => fc.tuple(...names.map((name) => parts.map((part): FleetMember => ({ name, address: "10.0.0.2", part })))));
const vid = fc.integer({ min: 1, max: 4094 });
const told: fc.Arbitrary<Declarations> = fc.array(
  fc
    .tuple(
      fc.constantFrom("a", "b", "c"),
      fc.constantFrom("eno1", "br0"),
      fc.option(vid),
      fc.constantFrom(null, "10,20-40", "1-4094", "9999-1"),
    )
    .map(([host, card, native, allowed]) => switchPort(host, card, native, allowed)),
  { maxLength: 3 },
);
const queries = fc.record({
  text: fc.oneof(fc.constant(undefined), words, vid.map(String)),
  only: fc.boolean(),
  page: fc.integer({ min: -1, max: 5 }),
});

test("whatever hosts and people say, there is an answer of the right shape, and the same for hosts in any order", {
  timeout: 120_000,
}, () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fleets, told, queries, (members, declarations, query) => {
      const vlans = vlansOf(members, declarations, anyTime);
      const view = viewOf(vlans, query);
      expect(viewOf(vlansOf(members.toReversed(), declarations, anyTime), query)).toEqual(view);
      expect(structuredClone(view)).toEqual(view);
      for (const { cells, range } of view.rows) {
        expect(cells).toHaveLength(view.columns.length);
        expect(range === null || (1 <= range[0] && range[0] <= range[1] && range[1] <= 4094)).toBe(true);
        expect(cells.some((cell) => cell !== null)).toBe(true);
      }
      for (const one of vlans.disagreements) {
        seen.add(one.kind);
        expect(`${one.title} ${one.observed} ${one.expected}`).not.toMatch(/\b(undefined|NaN)\b|\[object/);
        expect(one.evidence.length).toBeGreaterThan(0);
        expect(one.places.every((id) => vlans.places.some((place) => place.id === id))).toBe(true);
      }
      const ids = vlans.disagreements.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 500, seed: 1 },
  );
  expect(disagreementKinds.filter((kind) => !seen.has(kind))).toEqual([]);
});

test("a host whose bridges were not read is never told to disagree", () => {
  fc.assert(
    fc.property(parts, told, (part, declarations) => {
      const member = { name: "a", address: "10.0.0.2", part: { ...part, unread: ["bridgeVlans"] } };
      expect(vlansOf([member], declarations, anyTime).disagreements).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
