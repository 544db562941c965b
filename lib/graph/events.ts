import { counted, uniqueBy } from "#lib/rules/shared/wording.ts";
import type { Given } from "./given.ts";
import { givenText, parseGiven, UnreadableGiven } from "./given-text.ts";
import type { IndexedGraph } from "./indexed.ts";
import type { GraphNode, NodeKind } from "./model.ts";
import { wordOfKind } from "./nodes-called.ts";

/** Something that can be rehearsed, as a person picks it. */
export interface Event {
  given: Given;
  /** As parseGiven reads it: "lose storage 10.50.1.70". */
  words: string;
  /** What it is about: "guest of kvm-01, DNS". */
  detail: string;
}

/** Kinds that nobody loses by themselves: they follow from what they belong to. */
const unpicked: readonly NodeKind[] = ["console", "service"];
const rankOfKind: readonly NodeKind[] = ["host", "guest", "storage", "dns", "gateway", "cluster", "vlan", "bridge", "nic", "quorum-device"];

/**
 * Events whose verb or thing (its name, kind, host, address, role) has every word of `text`, those whose name fits best first. Nothing for
 * no words. Pure.
 */
export function eventsCalled(graph: IndexedGraph, text: string, limit: number): Event[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found = [typedPvid(graph, text), powerLoss(graph, words)].filter((event) => event !== null);
  const nodes = [...graph.nodes.values()].filter((node) => isPicked(node) && mayFit(node, words));
  const ranked = nodes
    .map((node) => ({ node, rank: rankOf(node, words) }))
    .sort((one, other) => one.rank - other.rank || (one.node.id < other.node.id ? -1 : 1));
  for (const { node } of ranked) {
    if (found.length >= limit) break;
    const own = textOf(node);
    const fitting = happensTo(graph, node).filter((given) => words.every((word) => own.includes(word) || verbs[given.what].includes(word)));
    found.push(...fitting.map((given) => ({ given, words: givenText(graph, given), detail: detailOf(node) })));
  }
  return uniqueBy(found, ({ given }) => JSON.stringify(given)).slice(0, limit);
}

/** What can happen to a node, the likeliest first. */
export function happensTo(graph: IndexedGraph, { id, kind, host, roles }: GraphNode): Given[] {
  const lose: Given = { what: "lose", target: id };
  if (kind === "host") {
    const saved: Given = { what: "apply-network", target: id };
    const reboot: Given = { what: "reboot", target: id };
    const hardware: Given = { what: "hardware-fault", target: id };
    return roles.includes("saved network configuration") ? [reboot, saved, lose, hardware] : [reboot, lose, saved, hardware];
  }
  if (kind === "guest") return [{ what: "restart", target: id }, lose];
  if (kind === "power") return [{ what: "power-loss", target: id }];
  if (kind !== "bridge" || !roles.includes("VLAN-aware")) return [lose];
  return [...vidsOn(graph, host, id).map((vid): Given => ({ what: "set-pvid", target: id, vid })), lose];
}

/** VLANs that a bridge has legs in: what its PVID is changed to, by intent or by mistake. */
function vidsOn(graph: IndexedGraph, host: string | null, bridge: string): number[] {
  const prefix = `vlan:${host}/${bridge.split("/").at(-1)}.`;
  const legs = (graph.byKind.get("vlan") ?? []).filter(({ id }) => id.startsWith(prefix));
  return legs.map(({ id }) => Number(id.slice(prefix.length))).filter((vid) => vid >= 1 && vid <= 4094);
}

/** A PVID may be any number, so that it is read as it is typed; everything else is found by its words. */
function typedPvid(graph: IndexedGraph, text: string): Event | null {
  if (!/^\s*set pvid \d/i.test(text)) return null;
  try {
    const given = parseGiven(graph, text);
    const node = given.target === null ? undefined : graph.nodes.get(given.target);
    return { given, words: givenText(graph, given), detail: node === undefined ? wholeSite(graph) : detailOf(node) };
  } catch (error) {
    if (error instanceof UnreadableGiven) return null;
    throw error;
  }
}

function powerLoss(graph: IndexedGraph, words: readonly string[]): Event | null {
  if (!words.every((word) => verbs["power-loss"].includes(word))) return null;
  return { given: { what: "power-loss", target: null }, words: "power loss", detail: wholeSite(graph) };
}

/** "12 hosts, whole site". */
export function wholeSite(graph: IndexedGraph): string {
  return `${counted(graph.byKind.get("host")?.length ?? 0, "host")}, whole site`;
}

/** What people call what happens, as far as a word of theirs may be part of it. */
const verbs: Readonly<Record<Given["what"], string>> = {
  reboot: "reboot",
  lose: "lose",
  restart: "restart reboot",
  "apply-network": "apply network changes",
  "set-pvid": "set pvid",
  "power-loss": "lose power loss failure",
  "hardware-fault": "hardware fault failure change",
};
const anyVerb = Object.values(verbs).join(" ");

function isPicked({ kind, running }: GraphNode): boolean {
  return running && !unpicked.includes(kind);
}

function textOf({ id, name, kind, host, roles }: GraphNode): string {
  return `${id} ${name} ${wordOfKind(kind)} ${host ?? ""} ${roles.join(" ")}`.toLowerCase();
}

function mayFit(node: GraphNode, words: readonly string[]): boolean {
  const text = textOf(node);
  return words.every((word) => text.includes(word) || anyVerb.includes(word));
}

/** By how well the name fits any word, then by kind. */
function rankOf({ name, kind }: GraphNode, words: readonly string[]): number {
  const lower = name.toLowerCase();
  const fits = words.map((word) => (lower === word ? 0 : lower.startsWith(word) ? 1 : lower.includes(word) ? 2 : 3));
  const rank = rankOfKind.indexOf(kind);
  return Math.min(...fits) * 100 + (rank < 0 ? rankOfKind.length : rank);
}

/** "guest of kvm-01, DNS": the kind, where it lies, what it is needed for. */
export function detailOf({ kind, name, host, roles }: GraphNode): string {
  const place = host === null || host === name ? "" : ` of ${host}`;
  const needed = roles.filter((role) => role !== "onboot" && role !== "over its host");
  return [`${wordOfKind(kind)}${place}`, ...needed.slice(0, 2)].join(", ");
}
