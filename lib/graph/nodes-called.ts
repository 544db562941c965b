import { groupBy } from "#lib/rules/shared/wording.ts";
import type { IndexedGraph } from "./indexed.ts";
import type { GraphNode, NodeKind } from "./model.ts";

/** Words for what can be lost, the longer ones first; the first of a kind is the one that we write. */
export const kindWords: readonly (readonly [word: string, kind: NodeKind])[] = [
  ["quorum device", "quorum-device"],
  ["qdevice", "quorum-device"],
  ["time source", "time-source"],
  ["alert path", "alert-path"],
  ["dns server", "dns"],
  ["dns", "dns"],
  ["name server", "dns"],
  ["host", "host"],
  ["node", "host"],
  ["guest", "guest"],
  ["vm", "guest"],
  ["container", "guest"],
  ["storage", "storage"],
  ["uplink", "nic"],
  ["nic", "nic"],
  ["bridge", "bridge"],
  ["vlan", "vlan"],
  ["mount", "mount"],
  ["gateway", "gateway"],
  ["cluster", "cluster"],
  ["console", "console"],
  ["service", "service"],
  ["name", "name"],
  ["site", "power"],
  ["power", "power"],
];

/** The word that people say for a kind. */
export function wordOfKind(kind: NodeKind): string {
  return kindWords.find(([, one]) => one === kind)?.[0] ?? kind;
}

/**
 * Every node that a person may mean by some words: its id or the end of it (an address, a VMID), its name, the short name of a host, or
 * any of these "of" a host. Machines go before other things of the same name. With no words at all, every node of the kinds.
 */
export function nodesCalled(graph: IndexedGraph, words: string, kinds: readonly NodeKind[] | null): GraphNode[] {
  const fits = ({ kind }: GraphNode) => kinds === null || kinds.includes(kind);
  if (words === "") return kinds === null ? [] : kinds.flatMap((kind) => graph.byKind.get(kind) ?? []);
  const own = namedSo(graph, words, fits);
  if (own.length > 0) return own;
  const [, name, host] = /^(.+?) (?:of|on) (\S+)$/.exec(words) ?? [];
  if (name === undefined || host === undefined) return [];
  const hosts = new Set(namedSo(graph, host, ({ kind }) => kind === "host").map((one) => one.name));
  return namedSo(graph, name, (node) => fits(node) && node.host !== null && hosts.has(node.host));
}

function namedSo(graph: IndexedGraph, words: string, fits: (node: GraphNode) => boolean): GraphNode[] {
  const exact = graph.nodes.get(words);
  if (exact !== undefined && fits(exact)) return [exact];
  const wanted = words.toLowerCase();
  const named = (graph.byName.get(wanted) ?? []).filter(fits);
  const machines = named.filter(({ kind }) => kind === "host" || kind === "guest");
  if (machines.length > 0) return machines;
  const { byShortName, byKey } = otherNamesOf(graph);
  const short = (byShortName.get(wanted) ?? []).filter(fits);
  if (short.length > 0) return short;
  return [...new Set([...named, ...(byKey.get(wanted) ?? []).filter(fits)])];
}

interface OtherNames {
  /** Hosts by the first label of their name. */
  byShortName: ReadonlyMap<string, GraphNode[]>;
  byKey: ReadonlyMap<string, GraphNode[]>;
}

const otherNames = new WeakMap<IndexedGraph, OtherNames>();

/** What else things are called, gathered when somebody asks for the first time: to go through 50,000 nodes for each word takes too long. */
function otherNamesOf(graph: IndexedGraph): OtherNames {
  const known = otherNames.get(graph);
  if (known !== undefined) return known;
  const gathered = {
    byShortName: groupBy(graph.byKind.get("host") ?? [], ({ name }) => name.toLowerCase().split(".")[0] ?? ""),
    byKey: groupBy([...graph.nodes.values()], keyOf),
  };
  otherNames.set(graph, gathered);
  return gathered;
}

/** What the id says beside the kind and the host: an address, a VMID. */
function keyOf({ id, kind, host }: GraphNode): string {
  const key = id.slice(kind.length + 1);
  return (host !== null && key.startsWith(`${host}/`) ? key.slice(host.length + 1) : key).toLowerCase();
}
