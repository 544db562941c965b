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
  /** A host provides for each of its guests several times: it is one object for all of them. */
  readonly #providers = new Map<NodeId, Need["from"][number]>();
  readonly #unknown: { host: string; words: string }[] = [];

  /** Adds a node of a kind under a key that is unique for that kind, and returns its id. */
  node(kind: NodeKind, key: string, input: NodeInput): NodeId {
    const id = `${kind}:${key}`;
    const known = this.#nodes.get(id);
    const fresh: GraphNode = {
      id,
      kind,
      name: input.name,
      host: input.host ?? null,
      roles: input.roles ?? none,
      identity: input.identity ?? null,
      declared: input.declared ?? false,
      running: input.running ?? true,
    };
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

  need(input: NeedInput): void {
    const need: Need = {
      id: "",
      node: input.node,
      when: input.when,
      from: input.from.map((one) => (typeof one === "string" ? this.#oneOf(one) : one)),
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
    const nodes = new Map<NodeId, GraphNode>();
    const needs: Need[] = [];
    for (const id of [...this.#nodes.keys()].sort()) {
      const node = this.#nodes.get(id);
      if (node !== undefined) nodes.set(id, node);
    }
    for (const id of nodes.keys()) this.#putNeeds(id, needs);
    return { nodes, needs, unknown: this.#unknown };
  }

  /** A node's needs in an order that does not depend on that of the hosts; of what was said twice, the last. */
  #putNeeds(id: NodeId, needs: Need[]): void {
    const own = this.#needs.get(id) ?? [];
    if (own.length > 1) own.sort(byContent);
    const before = needs.length;
    own.forEach((need, index) => {
      const next = own[index + 1];
      if (next !== undefined && byContent(need, next) === 0) return;
      if (!need.from.every(({ node }) => this.#nodes.has(node))) return;
      need.id = `${id} ${needs.length - before}`;
      if (need.elsewhere.length > 0) need.elsewhere = need.elsewhere.filter((other) => this.#nodes.has(other));
      needs.push(need);
    });
  }

  #oneOf(node: NodeId): Need["from"][number] {
    const known = this.#providers.get(node);
    if (known !== undefined) return known;
    const provider = { node, weight: 1 };
    this.#providers.set(node, provider);
    return provider;
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
    roles: fresh.roles.every((role) => known.roles.includes(role)) ? known.roles : [...new Set([...known.roles, ...fresh.roles])],
    identity: known.identity ?? fresh.identity,
    declared: known.declared || fresh.declared,
    running: known.running && fresh.running,
  };
}
