import { expect, test } from "vitest";
import { graphOf, need, node } from "./graph-testing.ts";
import { indexGraph } from "./indexed.ts";
import { rehearse } from "./rehearse.ts";
import { standingOf } from "./standing.ts";

const needs = [
  need("guest:a/dns1", "run", ["host:a"]),
  need("guest:b/dns2", "run", ["host:b"]),
  need("guest:b/web", "run", ["host:b"]),
  need("dns:10.0.0.1", "run", ["guest:a/dns1"]),
  need("dns:10.0.0.2", "run", ["guest:b/dns2"]),
  need("host:b", "run", ["dns:10.0.0.1", "dns:10.0.0.2"], { becomes: "degraded" }),
  need("alert-path:a/mail", "run", ["host:a"]),
  need("alert-path:b/mail", "run", ["host:b"]),
  need("gateway:10.0.0.254", "run", ["host:a", "host:b"]),
];
const graph = indexGraph(graphOf(needs, [node("guest:b/old", { running: false })]));
const standing = (target: string) => standingOf(graph, rehearse(graph, [{ what: "lose", target }]));

test("hosts with their running guests, the share of DNS, who is still told, and what else holds", () => {
  const { hosts, others, dns, alerts } = standing("host:a");
  expect(hosts.map(({ node: { name }, guests }) => `${name} ${guests}`)).toEqual(["b 2"]);
  expect(others.map(({ id }) => id)).toEqual(["gateway:10.0.0.254"]);
  expect(dns).toEqual({ left: 1, all: 2 });
  expect(alerts).toEqual({ left: 1, all: 2 });
});

test("where no DNS server is hit, nothing is said of them", () => {
  expect(standing("guest:b/web").dns).toBeNull();
});
