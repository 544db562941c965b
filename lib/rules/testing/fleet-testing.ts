import type { Readings } from "#lib/facts/index.ts";
import type { FleetHost } from "#lib/rules/context.ts";
import { readingsOf, type SomeFacts } from "./testing.ts";

/** A host of the fleet that was read, for tests of rules about all of them. Nothing of the product imports this. */
export function fleetHost(name: string, address: string, facts: SomeFacts = {}, over: Partial<FleetHost> = {}): FleetHost {
  const readings: Readings = readingsOf(facts);
  return { name, address, state: "reachable", lastSeenAt: null, readings, ...over };
}
