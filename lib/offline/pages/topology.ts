import { count, list } from "#lib/format.ts";
import { type IndexedGraph, nodeOf } from "#lib/graph/indexed.ts";
import type { GraphNode, Need, NodeKind } from "#lib/graph/model.ts";
import { wordOfKind } from "#lib/graph/nodes-called.ts";
import type { FleetIndex } from "#lib/graph/topology/fleet-index.ts";
import { type SinglePoint, worstPoints } from "#lib/graph/topology/single-points.ts";
import { hostPages } from "#lib/offline/contents.ts";
import { bullets, heading, type Part, paragraph, table } from "#lib/offline/kit.ts";
import { type Page, start } from "#lib/offline/page.ts";
import { plainText, plainTexts } from "#lib/plain-text.ts";
import { code, type Piece, prose, said, type Words } from "#lib/reports/report/document/block.ts";
import { quiet } from "#lib/reports/report/document/words.ts";
import { groupBy, uniqueBy } from "#lib/rules/shared/wording.ts";
import { ofHost } from "./host.ts";

const shownPoints = 40;
const shownNames = 8;

/** What takes most with it, the hosts by group, and what no host has for itself. The pictures of it need a browser that may run a script. */
export function topologyPage(fleet: FleetIndex, points: readonly SinglePoint[]): Page {
  return { path: "topology.html", title: "How everything hangs together", trail: [start], parts: topologyParts(fleet, points) };
}

function* topologyParts(fleet: FleetIndex, points: readonly SinglePoint[]): Generator<Part> {
  const { graph } = fleet;
  yield heading("points", "What takes most with it");
  const worst = worstPoints(points, shownPoints);
  if (worst.length === 0) yield paragraph("Nothing is known whose loss alone takes a machine with it.");
  else
    yield table(
      "What takes most with it",
      [
        ["Lost", 3],
        ["Is", 1.4],
        ["Machines that stop, hang or are cut off", 2],
        ["Other things that are hit", 2],
      ],
      worst.map(({ node, machines, others }) => [
        nodeWords(node),
        said(wordOfKind(node.kind)),
        said(String(machines)),
        said(String(others)),
      ]),
    );
  yield heading("hosts", "Hosts by group");
  yield* groupTables(fleet);
  yield heading("shared", "What no host has for itself");
  const shared = [...graph.nodes.values()].filter(({ host, kind }) => host === null && kind !== "host");
  if (shared.length === 0) yield paragraph("Nothing is known beside the hosts.");
  else yield* nodeTables(graph, shared);
  yield heading("unknown", "What is not known");
  yield graph.unknown.length === 0 ? paragraph("Every host told how it hangs together.") : bullets(unknownOf(graph, null));
}

function unknownOf({ unknown }: IndexedGraph, host: string | null): Words[] {
  const own = unknown.filter((one) => host === null || one.host === host);
  return own.map((one) => [code(plainText(one.host)), { text: `: ${plainText(one.words)}` }]);
}

function* groupTables({ hosts }: FleetIndex): Generator<Part> {
  for (const [, entries] of groupBy(hosts, ({ group }) => group.id)) {
    const name = plainText(entries[0]?.group.name ?? "");
    yield table(
      `Hosts of ${name}`,
      [
        [name, 2],
        ["Guests", 1.4],
        ["Not read", 2],
        ["What lies on it", 4],
      ],
      entries.map(({ node, guests, isRead, unknownFacts, inside }) => [
        [{ text: plainText(node.name), style: "code", href: hostPages(node.name).depends }],
        said(`${guests.total}${guests.off === 0 ? "" : `, ${guests.off} off`}`),
        isRead ? said(unknownFacts === 0 ? "–" : count(unknownFacts, "fact")) : [{ text: "never read", tone: "unknown" }],
        said(sumWords(inside)),
      ]),
    );
  }
}

function sumWords(nodes: readonly GraphNode[]): string {
  const sums = [
    ...groupBy(
      nodes.filter(({ kind }) => kind !== "guest" && kind !== "console"),
      ({ kind }) => kind,
    ),
  ];
  return list(
    sums.map(([kind, own]) => count(own.length, wordOfKind(kind))),
    12,
  );
}

/** Things by kind, each with what it needs and what needs it. */
function* nodeTables(graph: IndexedGraph, nodes: readonly GraphNode[]): Generator<Part> {
  for (const [kind, own] of groupBy(nodes, (node) => node.kind)) {
    yield table(
      `${titleOf(kind)}: what it needs, and what needs it`,
      [
        [titleOf(kind), 2.4],
        ["Needs, and what happens without it", 4],
        ["Is needed by", 3],
      ],
      own.map((node) => [nodeWords(plainTexts({ ...node })), needWords(graph, node), neededWords(graph, node)]),
    );
  }
}

function titleOf(kind: NodeKind): string {
  const word = wordOfKind(kind);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function nodeWords({
  kind,
  name,
  host,
  roles = [],
  running = true,
}: Pick<GraphNode, "kind" | "name" | "host"> & Partial<GraphNode>): Words {
  const told = [...(running ? [] : ["off"]), ...roles.filter((role) => role !== "onboot")];
  const place = host === null || host === name ? "" : ` of ${plainText(host)}`;
  const details = `${place}${told.length === 0 ? "" : ` (${list(told, 4)})`}`;
  return [{ text: plainText(name), style: kind === "host" ? "code" : "strong" }, ...(details === "" ? [] : [quiet(details)])];
}

function needWords(graph: IndexedGraph, { id }: GraphNode): Words {
  const needs = (graph.needsOf.get(id) ?? []).filter(({ words, when }) => words !== "" && when !== "recover");
  const told = uniqueBy(needs, ({ words, from }) => `${words} ${from.map(({ node }) => node).join(" ")}`);
  if (told.length === 0) return [quiet("–")];
  const lines = told
    .slice(0, shownNames)
    .flatMap(({ from, words, rule, unknown }, index): Piece[] => [
      { text: `${index === 0 ? "" : "\n"}${from.length === 0 ? "" : `${namesOf(graph, from)}: `}` },
      ...prose(plainText(words)),
      ...(unknown ? [{ text: " " }, { text: "not read", tone: "unknown" as const }] : []),
      ...(rule === null ? [] : [{ text: " " }, code(rule)]),
    ]);
  return told.length > shownNames ? [...lines, quiet(`\nand ${told.length - shownNames} more`)] : lines;
}

function namesOf(graph: IndexedGraph, from: Need["from"]): string {
  return plainText(list([...new Set(from.map(({ node }) => nodeOf(graph, node).name))], 4));
}

function neededWords(graph: IndexedGraph, { id }: GraphNode): Words {
  const nodes = [...new Set((graph.neededBy.get(id) ?? []).map(({ node }) => node))].map((node) => plainText(nodeOf(graph, node).name));
  return nodes.length === 0 ? [quiet("–")] : said(list([...new Set(nodes)], shownNames));
}

/** What lies on a host, with what it needs and what needs it. */
export function dependsPage({ graph, hosts }: FleetIndex, host: string): Page {
  const entry = hosts.find(({ node }) => node.name === host);
  return {
    path: hostPages(host).depends,
    title: `What hangs together on ${plainText(host)}`,
    ...ofHost(host),
    parts: dependsParts(graph, host, entry),
  };
}

function* dependsParts(graph: IndexedGraph, host: string, entry: FleetIndex["hosts"][number] | undefined): Generator<Part> {
  const unknown = unknownOf(graph, host);
  if (entry === undefined) {
    yield paragraph({ text: "Nothing is known of how it hangs together: it was never read.", tone: "unknown" });
    return;
  }
  if (!entry.isRead) yield paragraph({ text: "It was never read: what others say of it is all that stands here.", tone: "unknown" });
  // A console that goes through the host itself says nothing new.
  const inside = entry.inside.filter(({ kind, roles }) => kind !== "console" || !roles.includes("over its host"));
  yield* nodeTables(graph, [entry.node, ...inside]);
  yield heading("unknown", "What is not known");
  yield unknown.length === 0 ? paragraph("Nothing of it is missing.") : bullets(unknown);
}
