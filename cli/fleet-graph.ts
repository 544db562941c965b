import { judgeHost } from "#lib/engine/evaluate.ts";
import { buildPart, unreadPart } from "#lib/graph/build-part.ts";
import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import { type IndexedGraph, indexGraph } from "#lib/graph/indexed.ts";
import { type FleetMember, unite } from "#lib/graph/unite.ts";
import { isAddress, isLoopback } from "#lib/rules/shared/ip-address.ts";
import { adviceFor } from "./advice.ts";
import { say, type VisitedTarget, type VisitOptions, visitAll } from "./visits.ts";

export interface FleetOptions extends VisitOptions {
  /** Take the fleet of the server that runs here, too. */
  fleet?: boolean;
}

/** How some hosts hang together. */
export interface ReadFleet {
  graph: IndexedGraph;
  /** Targets and hosts of the fleet that could not be read: what they would change is open. */
  unread: string[];
  /** Sentences on hosts that were read too long ago to be sure. */
  stale: string[];
}

/**
 * Visits the targets, takes the server's fleet where that is asked for, and unites what they say. Each problem is told beside the output.
 * Throws one sentence where there is no fleet; rejects with the signal's reason.
 */
export async function readFleet(targets: readonly string[], options: FleetOptions, signal: AbortSignal): Promise<ReadFleet> {
  const stored = options.fleet ? await (await import("./stored-fleet.ts")).readStoredFleet() : { hosts: [], declarations: [] };
  signal.throwIfAborted();
  const visits = await visitAll(targets, options, signal);
  for (const { target, visited } of visits)
    if (visited.error !== null) say(`${target}: ${visited.error.message} ${adviceFor(visited.error, options.knownHosts)}`);
  const failed = visits.filter(({ visited }) => visited.error !== null).map(({ target }) => target);
  const visited = membersOf(visits.filter(({ visited: { error } }) => error === null));
  const others = stored.hosts.filter((host) => !visited.some((member) => isSameHost(host, member)));
  const members = [...others, ...visited.map((member) => ({ ...member, ...placeIn(stored, member) }))];
  const never = others.filter(({ part }) => part.unread.length === unreadPart().unread.length).map(({ name }) => name);
  return {
    graph: indexGraph(unite(members, stored.declarations)),
    unread: [...failed, ...never],
    stale: others.flatMap((host) => staleness(host, new Date())),
  };
}

type StoredHost = FleetFacts["hosts"][number];

/** A host of the fleet that was visited now is that one visit; a machine id alone proves nothing, as clones share it. */
function isSameHost({ part }: StoredHost, { part: now }: FleetMember): boolean {
  return part.hostname !== null && part.hostname === now.hostname && part.machineId === now.machineId;
}

/** The name and the address by which the server knows a host that was visited now. */
function placeIn({ hosts }: FleetFacts, member: FleetMember): Partial<Pick<FleetMember, "name" | "address">> {
  const known = hosts.find((host) => isSameHost(host, member));
  return known === undefined ? {} : { name: known.name, address: known.address };
}

const staleAfterHours = 24;

function staleness({ name, seenAt }: StoredHost, now: Date): string[] {
  if (seenAt === null || now.getTime() - Date.parse(seenAt) <= staleAfterHours * 3_600_000) return [];
  return [`${name} was last read on ${seenAt.slice(0, 10)}: what has changed there since is open`];
}

/** Hosts by their own names; a host that was named twice is one, and two hosts of the same name go by what the user called them. */
export function membersOf(visits: readonly VisitedTarget[]): FleetMember[] {
  const members = new Map<string, FleetMember>();
  for (const { target, visited } of visits) {
    const { readings, startedAt } = visited;
    const part = buildPart(
      readings,
      judgeHost(readings, { hostId: target, context: { declared: { status: "ok", value: [] } } }, startedAt),
    );
    const name = part.hostname ?? target;
    const known = members.get(name);
    if (known !== undefined && known.part.machineId !== null && known.part.machineId === part.machineId) continue;
    members.set(known === undefined ? name : target, { name: known === undefined ? name : target, address: addressIn(target), part });
  }
  return [...members.values()];
}

/** The address in a target; empty for an alias, a bundle, and a tunnel's end on this machine: what a host says of itself is enough then. */
function addressIn(target: string): string {
  const host = target.replace(/^ssh:\/\//, "").replace(/^[^@]*@/, "");
  const bare = /^\[(.*)\](?::\d+)?$/.exec(host)?.[1] ?? host.replace(/^([^:]*):\d+$/, "$1");
  return isAddress(bare) && !isLoopback(bare) ? bare : "";
}
