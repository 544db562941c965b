import type { FleetGraph, GraphNode, Need, NodeId, NodeKind } from "#lib/graph/model.ts";
import { defaultFailsOn } from "#lib/graph/model.ts";

type NodeInput = Pick<GraphNode, "name"> & Partial<Omit<GraphNode, "id" | "kind">>;
type NeedInput = Pick<Need, "node" | "when" | "becomes" | "words"> &
  Partial<Omit<Need, "id" | "from">> & { from: readonly (NodeId | Need["from"][number])[] };

/** Gathers nodes and needs. The same node named twice is one; what says more about it stays. */
export class GraphBuilder {
  readonly #nodes = new Map<NodeId, GraphNode>();
  readonly #needs = new Map<string, Need>();
  readonly #unknown: { host: string; words: string }[] = [];

  /** Adds a node of a kind under a key that is unique for that kind, and returns its id. */
  node(kind: NodeKind, key: string, input: NodeInput): NodeId {
    const id = `${kind}:${key}`;
    const known = this.#nodes.get(id);
    const fresh = { id, kind, host: null, roles: [], identity: null, declared: false, running: true, ...input };
    this.#nodes.set(id, known === undefined ? fresh : merged(known, fresh));
    return id;
  }

  /** Says more about a node that is there. */
  describe(id: NodeId, more: Partial<Pick<GraphNode, "roles" | "identity" | "declared" | "name">>): void {
    const known = this.#nodes.get(id);
    if (known !== undefined) this.#nodes.set(id, merged(known, { ...known, ...more }));
  }

  has(id: NodeId): boolean {
    return this.#nodes.has(id);
  }

  need({ from, ...input }: NeedInput): void {
    const providers = from.map((one) => (typeof one === "string" ? { node: one, weight: 1 } : one));
    const id = [input.node, input.when, input.becomes, input.rule ?? "", ...providers.map(({ node }) => node), input.words].join(" ");
    const rest = {
      retries: true,
      isRace: false,
      restarts: false,
      delaySeconds: 0,
      manual: null,
      rule: null,
      confidence: "confirmed",
      evidence: [],
      unknown: false,
    };
    this.#needs.set(id, {
      ...(rest as Omit<Need, "id" | "node" | "when" | "from" | "becomes" | "words" | "atLeast" | "failsOn">),
      atLeast: 1,
      failsOn: defaultFailsOn,
      ...input,
      id,
      from: providers,
    });
  }

  unknown(host: string, words: string): void {
    this.#unknown.push({ host, words });
  }

  build(): FleetGraph {
    const nodes = new Map([...this.#nodes].sort(([one], [other]) => (one < other ? -1 : 1)));
    const needs = [...this.#needs.values()].filter(
      ({ node, from }) => nodes.has(node) && from.every((provider) => nodes.has(provider.node)),
    );
    return { nodes, needs: needs.sort((one, other) => (one.id < other.id ? -1 : 1)), unknown: this.#unknown };
  }
}

function merged(known: GraphNode, fresh: GraphNode): GraphNode {
  return {
    ...known,
    name: fresh.declared && !known.declared ? fresh.name : known.name,
    host: known.host ?? fresh.host,
    roles: [...new Set([...known.roles, ...fresh.roles])],
    identity: known.identity ?? fresh.identity,
    declared: known.declared || fresh.declared,
    running: known.running && fresh.running,
  };
}
