import type { IndexedGraph } from "#lib/graph/indexed.ts";
import type { Step } from "#lib/graph/rehearsal.ts";
import { guestOutcomes, type Outcome, otherHostOutcomes, quorumOutcomes } from "./outcome.ts";

/**
 * What others lose with a host: that its own guests are off is the given, unless HA was to start them elsewhere. A service of which another
 * server is left counts too: its margin is spent.
 */
export function lossOutcomes(graph: IndexedGraph, host: string, steps: readonly Step[]): Outcome[] {
  const others = steps.filter(({ node }) => node.host !== host);
  const kept = steps.filter(
    ({ node, phase, state }) => node.host === host && node.kind === "guest" && phase === "return" && state === "down",
  );
  return [
    ...quorumOutcomes(others, "critical"),
    ...otherHostOutcomes(others, "critical"),
    ...guestOutcomes([...others, ...kept]),
    ...serviceLosses(graph, host, others),
  ];
}

function serviceLosses(graph: IndexedGraph, host: string, others: readonly Step[]): Outcome[] {
  const poorer = others.filter(({ node, state }) => node.kind === "host" && state === "degraded");
  const lacking = (kind: string) => poorer.some(({ because }) => because.node?.kind === kind);
  const gone = (kind: string) => others.filter(({ node, state }) => node.kind === kind && state === "down").map(({ node }) => node.id);
  const shared = (kind: string) => new Set(gone(kind).filter((id) => isAskedByOthers(graph, host, id))).size;
  const [dns, storages, times] = [shared("dns"), shared("storage"), shared("time-source")];
  const found: readonly (readonly [boolean, Outcome])[] = [
    [lacking("gateway"), { tone: "high", words: "no gateway", may: "may cost gateway" }],
    [lacking("dns"), { tone: "high", words: "no DNS", may: "may cost DNS" }],
    [storages > 0, { tone: "high", words: "no storage", may: "may cost storage" }],
    [dns > 0, { tone: "medium", words: `${dns} DNS`, may: "may cost DNS" }],
    [gone("quorum-device").length > 0, { tone: "medium", words: "no qdevice", may: "may cost votes" }],
    [gone("alert-path").length > 0, { tone: "medium", words: "no alerts", may: "may cost alerts" }],
    [times > 0, { tone: "low", words: "no time", may: "may cost time" }],
  ];
  return found.flatMap(([isSo, outcome]) => (isSo ? [outcome] : []));
}

function isAskedByOthers(graph: IndexedGraph, host: string, id: string): boolean {
  return (graph.neededBy.get(id) ?? []).some(({ node }) => {
    const owner = graph.nodes.get(node)?.host ?? null;
    return owner !== null && owner !== host;
  });
}
