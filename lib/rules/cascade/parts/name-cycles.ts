import type { GraphNode, Need, NodeId } from "#lib/graph/model.ts";
import { isInside } from "#lib/rules/shared/alert-routes.ts";
import { sitesOf } from "./fleet-sites.ts";
import { type FleetView, needsOf, nodesOf, oncePerGraph, placesOf } from "./fleet-view.ts";

/** A name that is needed to mount what serves the name. */
export interface NameCycle {
  name: GraphNode;
  /** DNS servers that wait for the name themselves. */
  waiting: NodeId[];
  /** Servers of the same list that are not known to. */
  others: NodeId[];
  /** The needs around the shortest ring, from the one who asks for the name back to its server. */
  ring: Need[];
  /** Guests that are called DNS servers, as many as `others` has, and that wait too: those others, probably. */
  guessed: string[];
  /** Whose mounts wait for the name. */
  hosts: string[];
}

/** Why a node does not start: its need, and the provider that is missing. */
type Failures = Map<NodeId, { need: Need; cause: NodeId } | null>;

/** Every name whose DNS servers need the name to start: one ring for each, the shortest. */
export const nameCycles = oncePerGraph((view: FleetView): NameCycle[] =>
  nodesOf(view, "name").flatMap((name) => {
    const failures = startWithout(view, name.id);
    const lists = needsOf(view, name.id).filter(({ when }) => when === "run");
    const found = lists.flatMap((need): NameCycle[] => {
      const servers = need.from.map(({ node }) => node);
      const waiting = servers.filter((server) => failures.has(server));
      const others = servers.filter((server) => !failures.has(server));
      if (waiting.length === 0 || others.some((server) => standsOutside(view, server))) return [];
      const [shortest = []] = waiting.map((server) => chainTo(failures, server)).sort((one, other) => one.length - other.length);
      const hosts = [...new Set((view.neededBy.get(name.id) ?? []).flatMap(({ node }) => view.nodes.get(node)?.host ?? []))].sort();
      const spare = guessedServers(view, name.id);
      const isAll = spare.length === others.length && spare.every(({ id }) => failures.has(id));
      const guessed = isAll ? spare.map((guest) => guest.name).sort() : [];
      return [{ name, waiting, others, guessed, ring: [...shortest, need], hosts }];
    });
    return found.sort((one, other) => one.others.length - other.others.length).slice(0, 1);
  }),
);

/** A machine of ours that does not wait for the name, or a box that is known to be none of our guests: the gateway's. */
function standsOutside(view: FleetView, server: NodeId): boolean {
  const address = server.slice("dns:".length);
  const isRouter = view.nodes.has(`gateway:${address}`) && placesOf(view, `gateway:${address}`).length === 0;
  return placesOf(view, server).length > 0 || (isRouter && isInside(address)) || view.nodes.has(`storage:${address}`);
}

const dnsMachines = oncePerGraph(
  (view: FleetView) => new Set(nodesOf(view, "dns").flatMap(({ id }) => placesOf(view, id).map(({ machine }) => machine.id))),
);

/** Running guests of the site with the name of a DNS server that no address is known to belong to. */
function guessedServers(view: FleetView, name: NodeId): GraphNode[] {
  const placed = dnsMachines(view);
  const guests = sitesOf(view).at(name)?.guests ?? [];
  return guests.filter(({ id, running, roles }) => running && roles.includes("DNS") && !placed.has(id));
}

/** Everything that does not start, and what is off with it, while one node is missing: needs of boot, start and run alike. */
function startWithout(view: FleetView, missing: NodeId): Failures {
  const failures: Failures = new Map([[missing, null]]);
  for (let wave = [missing]; wave.length > 0; ) {
    const next: NodeId[] = [];
    for (const cause of wave) {
      for (const need of view.neededBy.get(cause) ?? []) {
        if (failures.has(need.node) || !holdsStart(need) || supplyWithout(view, need, failures) >= need.atLeast) continue;
        failures.set(need.node, { need, cause });
        next.push(need.node);
      }
    }
    wave = next.sort();
  }
  return failures;
}

function holdsStart({ when, becomes, unknown }: Need): boolean {
  return !unknown && (when === "boot" || when === "start" || when === "run") && (becomes === "down" || becomes === "hung");
}

function supplyWithout(view: FleetView, { from }: Need, failures: Failures): number {
  return from.reduce((sum, { node, weight }) => (failures.has(node) || view.nodes.get(node)?.running === false ? sum : sum + weight), 0);
}

/** The needs from the missing node to one that fails for it. */
function chainTo(failures: Failures, id: NodeId): Need[] {
  const chain: Need[] = [];
  for (let at = failures.get(id); at; at = failures.get(at.cause)) chain.push(at.need);
  return chain.reverse();
}
