import type { Given } from "#lib/graph/given.ts";
import { givenToSearch } from "#lib/graph/given-search.ts";
import type { IndexedGraph } from "#lib/graph/indexed.ts";
import type { NodeId } from "#lib/graph/model.ts";
import type { Step } from "#lib/graph/rehearsal.ts";
import { rehearseSteps } from "#lib/graph/rehearse.ts";

/** A rehearsal as cells read it. */
export interface Played {
  steps: readonly Step[];
  /** Steps by the host that their node lies on; those of no single host are left out. */
  byHost: ReadonlyMap<string, readonly Step[]>;
}

/** What of others a host uses. */
export interface Uses {
  storages: ReadonlySet<NodeId>;
  dns: ReadonlySet<NodeId>;
}

/** A graph to ask: each rehearsal that several hosts share is played once. */
export class View {
  readonly graph: IndexedGraph;
  /** Whether it takes for given what only may be. */
  readonly isPossible: boolean;
  readonly #shared = new Map<string, Played>();
  #uses: ReadonlyMap<string, Uses> | undefined;

  constructor(graph: IndexedGraph, { isPossible }: { isPossible: boolean }) {
    this.graph = graph;
    this.isPossible = isPossible;
  }

  /** Plays what happens to one host alone. */
  play(given: readonly Given[]): Played {
    const steps = rehearseSteps(this.graph, given);
    const byHost = new Map<string, Step[]>();
    for (const step of steps) {
      const { host } = step.node;
      if (host === null) continue;
      const known = byHost.get(host);
      if (known === undefined) byHost.set(host, [step]);
      else known.push(step);
    }
    return { steps, byHost };
  }

  /** Plays what happens to several hosts at once. */
  playShared(given: readonly Given[]): Played {
    const key = givenToSearch(given);
    const known = this.#shared.get(key) ?? this.play(given);
    this.#shared.set(key, known);
    return known;
  }

  usesOf(host: string): Uses {
    this.#uses ??= usesByHost(this.graph);
    return this.#uses.get(host) ?? { storages: new Set(), dns: new Set() };
  }
}

function usesByHost(graph: IndexedGraph): Map<string, Uses> {
  const uses = new Map<string, { storages: Set<NodeId>; dns: Set<NodeId> }>();
  for (const { node, from } of graph.needs) {
    const owner = graph.nodes.get(node);
    if (owner === undefined || owner.host === null) continue;
    for (const { node: provider } of from) {
      const kind = graph.nodes.get(provider)?.kind;
      if (kind !== "storage" && !(kind === "dns" && owner.kind === "host")) continue;
      const own = uses.get(owner.host) ?? { storages: new Set(), dns: new Set() };
      uses.set(owner.host, own);
      (kind === "storage" ? own.storages : own.dns).add(provider);
    }
  }
  return uses;
}
