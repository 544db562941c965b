import type { Given } from "./given.ts";
import type { IndexedGraph } from "./indexed.ts";
import type { GraphNode, NodeKind } from "./model.ts";
import { kindWords, nodesCalled, wordOfKind } from "./nodes-called.ts";

/** An event that cannot be read, or names what is not there or is several things: one sentence, which says what is possible. */
export class UnreadableGiven extends Error {
  override name = "UnreadableGiven";
}

const machines: readonly NodeKind[] = ["host", "guest"];
const grammar =
  'Say "reboot HOST", "restart guest NAME", "lose HOST", "lose storage ADDRESS" (or dns, gateway, bridge, uplink, vlan, …), "hardware fault on HOST", "apply network HOST", "set pvid NUMBER on BRIDGE of HOST" or "power loss".';

interface Said {
  what: Given["what"];
  /** The words for the target; null for none. */
  target: string | null;
  vid?: number;
}

/** What somebody says that happens, before anybody looks who is meant. Throws UnreadableGiven. */
export function readGiven(text: string): Said {
  const words = text.trim().replace(/\s+/g, " ");
  const power = /^(?:power loss|power failure|lose (?:the )?power)(?: (?:at|of) (.+))?$/i.exec(words);
  if (power !== null) return { what: "power-loss", target: power[1] ?? null };
  const [, start = "", machine] = /^(reboot|restart) (.+)$/i.exec(words) ?? [];
  if (machine !== undefined) return { what: start.toLowerCase() === "restart" ? "restart" : "reboot", target: machine };
  const hardware = /^hardware (?:fault|failure|change) (?:on|of|at) (.+)$/i.exec(words)?.[1];
  if (hardware !== undefined) return { what: "hardware-fault", target: hardware };
  const network = /^apply (?:the )?(?:pending |saved )?network(?: config(?:uration)?| changes?)?(?: of| on)? (.+)$/i.exec(words)?.[1];
  if (network !== undefined) return { what: "apply-network", target: network };
  const [, vid, bridge] = /^set pvid (\d+) on (.+)$/i.exec(words) ?? [];
  if (bridge !== undefined) return { what: "set-pvid", target: bridge, vid: vidOf(vid ?? "") };
  const lost = /^lose (.+)$/i.exec(words)?.[1];
  if (lost !== undefined) return { what: "lose", target: lost };
  throw new UnreadableGiven(`"${words}" is nothing that can be rehearsed. ${grammar}`);
}

const kindsOf: Readonly<Record<Given["what"], readonly NodeKind[] | null>> = {
  reboot: machines,
  restart: machines,
  lose: null,
  "hardware-fault": ["host"],
  "apply-network": ["host"],
  "set-pvid": ["bridge"],
  "power-loss": ["power"],
};

/**
 * Reads what a person says that happens: "reboot kvm-01", "lose storage 10.50.1.70", "set pvid 100 on br0 of kvm-01". The target is
 * the node's id. Throws UnreadableGiven.
 */
export function parseGiven(graph: IndexedGraph, text: string): Given {
  const { what, target: said, vid = 1 } = readGiven(text);
  if (said === null) return { what: "power-loss", target: null };
  const { id: target, kind } = only(graph, said, kindsOf[what], text.trim());
  if (what === "set-pvid") return { what, target, vid };
  return { what: what === "restart" && kind === "host" ? "reboot" : what, target };
}

function vidOf(text: string): number {
  const vid = Number(text);
  if (vid < 1 || vid > 4094) throw new UnreadableGiven(`${text} is no VLAN: a PVID is a number from 1 to 4094.`);
  return vid;
}

interface Meant {
  nodes: readonly GraphNode[];
  /** What was asked for beside the word for a kind, and the kinds that it may be. */
  words: string;
  kinds: readonly NodeKind[] | null;
}

/** What "[the] [KIND] NAME" may mean: something may be called like a kind, so that the name goes first. */
function meant(graph: IndexedGraph, said: string, kinds: readonly NodeKind[] | null): Meant {
  const words = said.replace(/^the /i, "");
  const nodes = nodesCalled(graph, words, kinds);
  if (nodes.length === 1) return { nodes, words, kinds };
  for (const [word, kind] of kindWords) {
    if ((kinds !== null && !kinds.includes(kind)) || !`${words} `.toLowerCase().startsWith(`${word} `)) continue;
    const rest = words.slice(word.length + 1);
    return { nodes: nodesCalled(graph, rest, [kind]), words: rest, kinds: [kind] };
  }
  return { nodes, words, kinds };
}

function only(graph: IndexedGraph, said: string, asked: readonly NodeKind[] | null, whole: string): GraphNode {
  const { nodes, words, kinds } = meant(graph, said, asked);
  const [first, ...others] = nodes;
  if (first !== undefined && others.length === 0) return first;
  if (first !== undefined) throw new UnreadableGiven(`"${whole}" may mean ${listed(graph, nodes, asked, "or")}: say which.`);
  const known = (kinds ?? machines).flatMap((kind) => graph.byKind.get(kind) ?? []);
  const kind = kinds?.length === 1 ? wordOfKind(kinds[0] ?? "host") : null;
  const there = known.length === 0 ? "none is known" : `there is ${listed(graph, known, kinds ?? machines, "and")}`;
  if (words === "") throw new UnreadableGiven(`Which ${kind ?? "thing"}? Here ${there}.`);
  throw new UnreadableGiven(`${kind === null ? "Nothing" : `No ${kind}`} here is called "${words}": ${there}.`);
}

function listed(graph: IndexedGraph, nodes: readonly GraphNode[], kinds: readonly NodeKind[] | null, last: "and" | "or"): string {
  const shown = nodes.slice(0, 8).map((node) => calling(graph, node, kinds));
  const more = nodes.length > shown.length ? [`${nodes.length - shown.length} more`] : [];
  const all = [...shown, ...more];
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} ${last} ${all.at(-1)}`;
}

/** The shortest words that mean this node and no other, where only these kinds are asked for; null for all. */
function calling(graph: IndexedGraph, node: GraphNode, kinds: readonly NodeKind[] | null): string {
  const { id, name, kind, host } = node;
  const word = wordOfKind(kind);
  const key = id.slice(kind.length + 1);
  const isMachine = kind === "host" || kind === "guest";
  const names = host === null || host === name ? [name.endsWith(key) ? key : name, key] : [name, `${name} of ${host}`];
  const ways = names.flatMap((one) => (isMachine || kinds?.length === 1 ? [one, `${word} ${one}`] : [`${word} ${one}`]));
  return ways.find((words) => isOnly(meant(graph, words, kinds), id)) ?? id;
}

function isOnly({ nodes }: Meant, id: string): boolean {
  return nodes.length === 1 && nodes[0]?.id === id;
}

/** What is given, in words that parseGiven reads back: "lose storage 10.50.1.70". */
export function givenText(graph: IndexedGraph, given: Given): string {
  if (given.target === null) return "power loss";
  const node = graph.nodes.get(given.target);
  const target = node === undefined ? given.target : calling(graph, node, kindsOf[given.what]);
  switch (given.what) {
    case "hardware-fault":
      return `hardware fault on ${target}`;
    case "apply-network":
      return `apply network ${target}`;
    case "set-pvid":
      return `set pvid ${given.vid} on ${target}`;
    case "power-loss":
      return `power loss at ${target}`;
    default:
      return `${given.what} ${target}`;
  }
}
