import type { Judgement } from "#lib/engine/judgement.ts";
import type { FactName, Readings } from "#lib/facts/index.ts";
import type { HostPart } from "./part.ts";
import { clusterOf, pmxcfsBlockedBy } from "./parts/cluster.ts";
import { faultsOf } from "./parts/faults.ts";
import { guestStartOf, guestsOf } from "./parts/guests.ts";
import { machineOf } from "./parts/machine.ts";
import { networkOf } from "./parts/network.ts";
import { readFact } from "./parts/read.ts";
import { sightOf } from "./parts/sight.ts";
import { mountsOf, storagesOf } from "./parts/storage.ts";

/** Facts without which a part is poorer: what could not be read of them widens every answer. */
const needed: readonly FactName[] = [
  "addresses",
  "bridgeVlans",
  "clusterConfig",
  "clusterStatus",
  "fstab",
  "guests",
  "identity",
  "links",
  "mounts",
  "names",
  "neighbours",
  "resolver",
  "routes",
  "storages",
];

/** What the rules said of a visit, as far as the graph carries it. */
export type Judged = Pick<Judgement, "findings" | "results">;

const unjudged: Judged = { findings: [], results: [] };

/**
 * A host's part of the fleet graph, from what it said at one visit and what the rules made of it. Unjudged it has no faults, and no scenario
 * of it is seen. Pure and total.
 */
export function buildPart(readings: Readings, judged: Judged = unjudged): HostPart {
  const [identity, names] = [readFact(readings, "identity"), readFact(readings, "names")];
  const own = [identity?.hostname, names?.nodeName].flatMap((name) => (name === undefined ? [] : [name, name.split(".")[0] ?? name]));
  return {
    hostname: identity?.hostname ?? null,
    names: [...new Set(own.map((name) => name.toLowerCase()))],
    machineId: identity?.machineId ?? null,
    system: identity?.system ?? null,
    guests: guestsOf(readings),
    guestStart: guestStartOf(readings),
    mounts: mountsOf(readings),
    storages: storagesOf(readings),
    ...networkOf(readings),
    ...machineOf(readings),
    cluster: clusterOf(readings),
    pmxcfsBlocked: pmxcfsBlockedBy(readings),
    faults: faultsOf(judged.findings),
    sight: sightOf(judged.results),
    unread: needed.filter((name) => readings[name] === undefined || readings[name]?.status === "failed"),
  };
}

/** The part of a host that has told nothing: it has a place in the graph, and everything about it is open. */
export function unreadPart(): HostPart {
  return buildPart({});
}
