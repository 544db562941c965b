import { unreadPart } from "#lib/graph/build-part.ts";
import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import { graphOf } from "#lib/graph/graph-testing.ts";
import { indexGraph } from "#lib/graph/indexed.ts";
import type { GraphNode, Need } from "#lib/graph/model.ts";
import { type FleetIndex, indexFleet } from "./fleet-index.ts";
import type { PictureRequest } from "./picture.ts";

/** Fleets for tests, one line each. Nothing of the product imports this. */

type Known = FleetFacts["hosts"][number];

/** host("kvm-01", { address: "10.0.0.1/24" }): a host that was read, with one address. */
export function known(name: string, { address = "192.0.2.1/32", ...over }: Partial<Known> = {}): Known {
  const [own = "", prefix] = address.split("/");
  const at = { source: "ip addr", line: 1, text: own };
  const addresses = [{ address: own, interface: "eth0", prefixLength: Number(prefix ?? 32), at }];
  const part = { ...unreadPart(), unread: [], system: "libvirt" as const, addresses };
  return { id: name, name, address: own, site: null, seenAt: "2026-01-01T00:00:00Z", part, ...over };
}

/** A fleet of these needs; hosts of which nothing is known were never read. */
export function fleetOf(needs: readonly Need[], facts: readonly Known[], nodes: readonly GraphNode[] = []): FleetIndex {
  return indexFleet(indexGraph(graphOf(needs, nodes)), [...facts]);
}

/** The network view of everything, with something changed. */
export function request(over: Partial<PictureRequest> = {}): PictureRequest {
  return { view: "network", open: [], focus: null, hops: 1, ...over };
}
