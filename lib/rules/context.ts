import type { Declarations } from "#lib/facts/declared.ts";
import type { Readings } from "#lib/facts/index.ts";
import type { Reading } from "#lib/facts/reading.ts";
import type { FleetGraph } from "#lib/graph/model.ts";

/** Readings of a host at an earlier time. */
export interface Earlier {
  /** When they were last seen to hold. */
  seenUntil: Date;
  readings: Readings;
}

/** What the host was like before, for rules that compare. */
export interface Before {
  /** The state that changes are told against: the last known-good mark, else as it was 30 days ago, else the first visit. */
  baseline: Earlier;
  /** The last state before the present boot; null where no earlier boot was seen. */
  beforeBoot: Earlier | null;
}

/** Another member of the same cluster, as last read. */
export interface Peer {
  /** Name of the host in Bulkhead. */
  name: string;
  seenUntil: Date;
  readings: Readings;
}

/** How the last visits to a host went. */
export interface Contact {
  state: "reachable" | "unreachable" | "denied" | "key-changed";
  /** Error code and sentence of the last visit; null when it went well. */
  code: string | null;
  sentence: string | null;
  /** Visits in a row that read nothing, this one included. */
  failures: number;
  /** End of the last visit that read something; null when none has. */
  lastSeenAt: Date | null;
  /** The other hosts that are visited, and how many of them were not reached last time: all of them means that it is our own network. */
  others: { total: number; unreachable: number };
  intervalSeconds: number;
  /** When each lane of the script was last read, before this visit. */
  readAt: Readonly<Record<string, Date>>;
}

/** A host of the fleet in short, for rules about all of them. */
export interface FleetHost {
  name: string;
  address: string;
  state: "unvisited" | Contact["state"];
  lastSeenAt: Date | null;
  readings: Readings;
}

/** Work that somebody planned, as far as it has begun and is not over. */
export interface OpenWindow {
  id: string;
  title: string;
  /** Names of its hosts. */
  hosts: readonly string[];
  endsAt: Date;
  plannedBy: string;
}

/** Bulkhead's own installation. */
export interface Installation {
  /** Host name and addresses of the machine that the worker runs on. */
  hostname: string;
  machineId: string | null;
  addresses: readonly string[];
  /** Where its database answers: a host name or address, or "local". */
  databaseHost: string;
  /** Where a heartbeat goes, so that someone notices when Bulkhead stops; null when nowhere. */
  heartbeatUrl: string | null;
  /** The server that mails go through, as it was entered, and where it answers; null where none is, or on this machine. */
  mailServer: { name: string; addresses: readonly string[] } | null;
}

/**
 * What is known of a host from elsewhere than its own tools. A run that has no such source leaves the key out, and rules that need it are
 * not judged in that run: `bulkhead check` knows neither declarations nor the past.
 */
export interface Context {
  /** What people said of this host and of the fleet. */
  declared: Declarations;
  before: Before;
  /** The other members of this host's cluster; absent for a host that is in none. */
  peers: readonly Peer[];
  contact: Contact;
  /** Only where the fleet as a whole is judged. */
  fleet: readonly FleetHost[];
  /** How the hosts hang together; only where the fleet as a whole is judged. */
  graph: FleetGraph;
  installation: Installation;
  /** Maintenance windows that have begun; only where the fleet as a whole is judged. */
  windows: readonly OpenWindow[];
}
export type ContextName = keyof Context;
export type ContextReadings = { [Name in ContextName]?: Reading<Context[Name]> };

/** Names of everything that a rule may need beside facts. */
export const contextNames = [
  "before",
  "contact",
  "declared",
  "fleet",
  "graph",
  "installation",
  "peers",
  "windows",
] as const satisfies readonly ContextName[];
