import { expect, test } from "vitest";
import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import { givenFromSearch } from "#lib/graph/given-search.ts";
import { indexGraph } from "#lib/graph/indexed.ts";
import { rehearse } from "#lib/graph/rehearse.ts";
import { unite } from "#lib/graph/unite.ts";
import { aware, memberOf } from "#lib/graph/vlans/vlans-testing.ts";
import { address, defaultRoute } from "#lib/rules/testing/network-testing.ts";
import { guest, nic } from "#lib/rules/testing/testing.ts";
import { askVlans } from "./ask-vlans.ts";

const host = memberOf(
  "kvm-02",
  aware("br0", "1p", { eno1: "1p 100" }, { web: "100p" }),
  { addresses: [address("br0", "10.0.0.2/24")], routes: [defaultRoute("br0", "10.0.0.1")] },
  { guests: [guest("web", { nics: [nic({ bridge: "br0", device: "web" })] })] },
);
const facts: FleetFacts = { hosts: [{ id: "7", site: null, seenAt: null, ...host }], declarations: [] };
const graph = indexGraph(unite(facts.hosts, []));

test("a disagreement leads to its host and to a rehearsal that the graph can play", () => {
  const { disagreements, hostIds } = askVlans({ facts, graph }, {});
  const [{ rehearsal } = { rehearsal: null }] = disagreements;
  expect(hostIds).toEqual({ "kvm-02": "7" });
  expect(rehearsal?.words).toBe("set PVID 100 on br0 of kvm-02");
  const given = givenFromSearch(rehearsal?.href.split("?")[1] ?? "");
  expect(rehearse(graph, given).steps.length).toBeGreaterThan(0);
});

test("what the graph does not have cannot be rehearsed", () => {
  const other = indexGraph(unite([], []));
  expect(askVlans({ facts, graph: other }, {}).disagreements.map(({ rehearsal }) => rehearsal)).toEqual([null]);
});
