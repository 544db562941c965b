import type { FleetGraph, GraphNode, Need, NodeId, NodeKind } from "./model.ts";
import { defaultFailsOn } from "./model.ts";

/** Graphs for tests, one line each. Nothing of the product imports this. */

/** node("host:kvm-01"): kind and name come from the id; "guest:kvm-01/web" lies on kvm-01. */
export function node(id: NodeId, over: Partial<GraphNode> = {}): GraphNode {
  const [kind = "", rest = ""] = id.split(/:(.*)/s);
  const [host, name] = rest.includes("/") ? rest.split(/\/(.*)/s) : [null, rest];
  return {
    id,
    kind: kind as NodeKind,
    name: name ?? rest,
    host: host ?? null,
    roles: [],
    identity: null,
    declared: false,
    running: true,
    ...over,
  };
}

/** need("guest:a/web", "run", ["host:a"]): down when none of the providers serves. */
export function need(owner: NodeId, when: Need["when"], from: readonly NodeId[], over: Partial<Need> = {}): Need {
  return {
    id: `${owner} ${when} ${from.join("|")}`,
    node: owner,
    when,
    from: from.map((provider) => ({ node: provider, weight: 1 })),
    atLeast: 1,
    failsOn: defaultFailsOn,
    becomes: "down",
    words: `${owner} needs ${from.join(" or ")}`,
    retries: false,
    isRace: false,
    restarts: false,
    elsewhere: [],
    delaySeconds: 0,
    manual: null,
    rule: null,
    confidence: "confirmed",
    evidence: [],
    unknown: false,
    ...over,
  };
}

/** A graph of these needs; nodes that nobody described are made of their ids. */
export function graphOf(needs: readonly Need[], nodes: readonly GraphNode[] = []): FleetGraph {
  const known = new Map(nodes.map((one) => [one.id, one]));
  for (const { node: owner, from } of needs) {
    for (const id of [owner, ...from.map((one) => one.node)]) if (!known.has(id)) known.set(id, node(id));
  }
  return { nodes: known, needs, unknown: [] };
}
