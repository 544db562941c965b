import { judgeHost } from "#lib/engine/evaluate.ts";
import { buildPart } from "#lib/graph/build-part.ts";
import { type IndexedGraph, indexGraph } from "#lib/graph/indexed.ts";
import { type FleetMember, unite } from "#lib/graph/unite.ts";
import { isAddress, isLoopback } from "#lib/rules/shared/ip-address.ts";
import { adviceFor } from "./advice.ts";
import { say, type VisitedTarget, type VisitOptions, visitAll } from "./visits.ts";

/** How the visited hosts hang together. */
export interface VisitedFleet {
  graph: IndexedGraph;
  /** Targets that could not be read: what they would change is open. */
  unread: string[];
}

/** Visits the targets and unites what they say. Each problem is told beside the output. Rejects with the signal's reason. */
export async function visitFleet(targets: readonly string[], options: VisitOptions, signal: AbortSignal): Promise<VisitedFleet> {
  const visits = await visitAll(targets, options, signal);
  for (const { target, visited } of visits)
    if (visited.error !== null) say(`${target}: ${visited.error.message} ${adviceFor(visited.error, options.knownHosts)}`);
  const unread = visits.filter(({ visited }) => visited.error !== null).map(({ target }) => target);
  return { graph: indexGraph(unite(membersOf(visits.filter(({ visited }) => visited.error === null)))), unread };
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
