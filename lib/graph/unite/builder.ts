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
    const id = `${input.node} ${input.when} ${input.becomes} ${input.rule ?? ""} ${providers.map(({ node }) => node).join(" ")} ${input.words}`;
    this.#needs.set(id, {
      id,
      node: input.node,
      when: input.when,
      from: providers,
      atLeast: input.atLeast ?? 1,
      failsOn: input.failsOn ?? defaultFailsOn,
      becomes: input.becomes,
      words: input.words,
      retries: input.retries ?? true,
      isRace: input.isRace ?? false,
      restarts: input.restarts ?? false,
      elsewhere: input.elsewhere ?? [],
      delaySeconds: input.delaySeconds ?? 0,
      manual: input.manual ?? null,
      rule: input.rule ?? null,
      confidence: input.confidence ?? "confirmed",
      evidence: input.evidence ?? [],
      unknown: input.unknown ?? false,
    });
  }

  unknown(host: string, words: string): void {
    this.#unknown.push({ host, words });
  }

  build(): FleetGraph {
    const nodes = new Map([...this.#nodes].sort(([one], [other]) => (one < other ? -1 : 1)));
    const byNode = new Map<NodeId, Need[]>([...nodes.keys()].map((id) => [id, []]));
    for (const need of this.#needs.values())
      if (need.from.every(({ node }) => nodes.has(node)))
        byNode.get(need.node)?.push({ ...need, elsewhere: need.elsewhere.filter((id) => nodes.has(id)) });
    const needs = [...byNode.values()].flatMap((own) => own.sort((one, other) => (one.id < other.id ? -1 : 1)));
    return { nodes, needs, unknown: this.#unknown };
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
