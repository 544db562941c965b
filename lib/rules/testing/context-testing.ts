import type { Declaration } from "#lib/facts/declared.ts";
import type { Contact, Earlier, FleetHost, Installation, Peer } from "#lib/rules/context.ts";
import { anyTime, readingsOf, type SomeFacts } from "./testing.ts";

/** What is known of a host beside its facts, for tests of rules, one line each. Nothing of the product imports this. */

/** A time so many minutes before the clock of the tests. */
export function minutesAgo(minutes: number): Date {
  return new Date(anyTime.getTime() - minutes * 60_000);
}

/** A host that was reached just now, unless `over` says otherwise. */
export function contact(over: Partial<Contact> = {}): Contact {
  return {
    state: "reachable",
    code: null,
    sentence: null,
    failures: 0,
    lastSeenAt: anyTime,
    others: { total: 9, unreachable: 0 },
    intervalSeconds: 3600,
    readAt: {},
    ...over,
  };
}

export function earlier(facts: SomeFacts, minutes = 60): Earlier {
  return { seenUntil: minutesAgo(minutes), readings: readingsOf(facts) };
}

export function peer(name: string, facts: SomeFacts, minutes = 10): Peer {
  return { name, seenUntil: minutesAgo(minutes), readings: readingsOf(facts) };
}

export function fleetHost(name: string, address: string, facts: SomeFacts = {}, over: Partial<FleetHost> = {}): FleetHost {
  return { name, address, state: "reachable", lastSeenAt: anyTime, readings: readingsOf(facts), ...over };
}

export function installation(over: Partial<Installation> = {}): Installation {
  const places = { hostname: "bulkhead", machineId: null, addresses: ["198.51.100.9"], databaseHost: "local" };
  return { ...places, heartbeatUrl: null, mailServer: null, ...over };
}

type Said = "id" | "host" | "note" | "declaredBy" | "declaredAt";
type Input<T> = T extends Declaration ? Omit<T, Said> & Partial<Pick<T, Said>> : never;

/** declared({ kind: "drill", … }): said by ops today, unless the words say otherwise. */
export function declared(input: Input<Declaration>): Declaration {
  const said = { id: "d", host: null, note: null, declaredBy: "ops@example.org", declaredAt: anyTime.toISOString() };
  return { ...said, ...input } as Declaration;
}
