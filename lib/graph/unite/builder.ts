import type { FleetGraph, GraphNode, Need, NodeId, NodeKind } from "#lib/graph/model.ts";
import { defaultFailsOn } from "#lib/graph/model.ts";

type NodeInput = Pick<GraphNode, "name"> & Partial<Omit<GraphNode, "id" | "kind">>;
type NeedInput = Pick<Need, "node" | "when" | "becomes" | "words"> &
  Partial<Omit<Need, "id" | "from">> & { from: readonly (NodeId | Need["from"][number])[] };

/** Shared by all needs that have none of something: there are more than a hundred thousand of them in a large fleet. */
const none: readonly never[] = [];

/** Gathers nodes and needs. The same node named twice is one; what says more about it stays. */
export class GraphBuilder {
  readonly #nodes = new Map<NodeId, GraphNode>();
  readonly #needs = new Map<NodeId, Need[]>();
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
    const need: Need = {
      id: "",
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
      elsewhere: input.elsewhere ?? none,
      delaySeconds: input.delaySeconds ?? 0,
      manual: input.manual ?? null,
      rule: input.rule ?? null,
      confidence: input.confidence ?? "confirmed",
      evidence: input.evidence ?? none,
      unknown: input.unknown ?? false,
    };
    const own = this.#needs.get(input.node);
    if (own === undefined) this.#needs.set(input.node, [need]);
    else own.push(need);
  }

  unknown(host: string, words: string): void {
    this.#unknown.push({ host, words });
  }

  build(): FleetGraph {
    const nodes = new Map([...this.#nodes].sort(([one], [other]) => (one < other ? -1 : 1)));
    const needs = [...nodes.keys()].flatMap((id) => this.#needsOf(id, nodes));
    return { nodes, needs, unknown: this.#unknown };
  }

  /** A node's needs in an order that does not depend on that of the hosts; of what was said twice, the last. */
  #needsOf(id: NodeId, nodes: ReadonlyMap<NodeId, GraphNode>): Need[] {
    const own = (this.#needs.get(id) ?? []).sort(byContent);
    const last = own.filter((need, index) => own[index + 1] === undefined || byContent(need, own[index + 1] ?? need) !== 0);
    const known = last.filter(({ from }) => from.every(({ node }) => nodes.has(node)));
    return known.map((need, index) => {
      need.id = `${id} ${need.when} ${need.becomes} ${index}`;
      if (need.elsewhere.length > 0) need.elsewhere = need.elsewhere.filter((other) => nodes.has(other));
      return need;
    });
  }
}

function byContent(one: Need, other: Need): number {
  return (
    compare(one.when, other.when) ||
    compare(one.becomes, other.becomes) ||
    compare(one.rule ?? "", other.rule ?? "") ||
    compare(providersOf(one), providersOf(other)) ||
    compare(one.words, other.words)
  );
}

function providersOf({ from }: Need): string {
  return from.length === 1 ? (from[0]?.node ?? "") : from.map(({ node }) => node).join(" ");
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
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
