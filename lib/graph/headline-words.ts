import { counted, listed } from "#lib/rules/shared/wording.ts";
import { dnsBeside } from "./dns-beside.ts";
import { type IndexedGraph, nodeOf } from "./indexed.ts";
import { type NodeId, type NodeKind, type State, states } from "./model.ts";
import type { Rehearsal } from "./rehearsal.ts";

/** What fails, by how it ends. */
export interface Failures {
  /** The worst lasting state of each node that does not come back by itself. */
  lasting: ReadonlyMap<NodeId, State>;
  /** Nodes that fail outright and come back, but for those that were given. */
  passing: ReadonlySet<NodeId>;
  /** Machines that restart because it was given, and come back. */
  back: readonly NodeId[];
  /** What was given to be lost, as it is called. */
  lost: readonly string[];
}

/** Words for some things, and whether their verb is in the plural. */
interface Subject {
  words: string;
  several: boolean;
}

const verbs: Readonly<Record<State, readonly [one: string, several: string]>> = {
  down: ["stays down", "stay down"],
  hung: ["stands still", "stand still"],
  isolated: ["is cut off", "are cut off"],
  unmanaged: ["cannot be managed", "cannot be managed"],
  degraded: ["works worse", "work worse"],
  unnoticed: ["fails unnoticed", "fail unnoticed"],
};

/** One sentence without its full stop: "kvm-01, 8 guests and 1 of 2 DNS servers stay down". */
export function sentenceOf(graph: IndexedGraph, { lasting, passing, back, lost }: Failures, played: Rehearsal): string {
  const returning = phrase(subjectsOf(graph, back), ["comes back", "come back"]);
  if (lasting.size > 0) {
    const mild = mildOf(lasting, played);
    const clauses = mild ?? clausesOf(graph, lasting, played).join("; ");
    if (returning !== null) return `${returning}, but ${clauses}`;
    // What does not come back by itself stays so although what was lost is there again.
    return mild !== null || lost.length === 0 || hasReturn(played)
      ? clauses
      : `${clauses}, until ${listed(lost, 3)} ${lost.length === 1 ? "is" : "are"} back`;
  }
  const lame = lameOf(played);
  const others = [...passing].filter((id) => !lame.some((name) => id === `cluster:${name}`));
  const off = phrase(subjectsOf(graph, others), ["is off", "are off"]);
  const meanwhile = [...(off === null ? [] : [off]), ...lame.map((name) => `${name} has no quorum`)];
  if (returning !== null) return meanwhile.length > 0 ? `${returning}; ${listed(meanwhile)} until then` : `${returning} by itself`;
  return played.unknown.length > 0 ? "Nothing else fails, as far as hosts could be read" : "Nothing else fails";
}

function hasReturn({ steps }: Rehearsal): boolean {
  return steps.some(({ phase }) => phase === "return");
}

/** Clusters with too few votes while it lasts. */
function lameOf({ votes }: Rehearsal): string[] {
  return votes.filter(({ have, need }) => have < need).map(({ cluster }) => cluster);
}

/** Where nothing is worse than slow or poor: what the first such step says. Null where something is. */
function mildOf(lasting: ReadonlyMap<NodeId, State>, { steps }: Rehearsal): string | null {
  if ([...lasting.values()].some((state) => !isMild(state))) return null;
  const [first, ...others] = steps.filter(({ node, because }) => lasting.has(node.id) && because.need !== "given");
  if (first === undefined) return null;
  return others.length === 0
    ? first.words
    : `${first.words}; ${counted(others.length, "thing")} more ${others.length === 1 ? "works" : "work"} worse`;
}

/** Slow or poor, and not gone. */
export function isMild(state: State): boolean {
  return state === "degraded" || state === "unnoticed";
}

function phrase(subjects: readonly Subject[], [one, several]: readonly [string, string]): string | null {
  const [first, ...others] = subjects;
  if (first === undefined) return null;
  return `${listed(subjects.map(({ words }) => words))} ${others.length > 0 || first.several ? several : one}`;
}

/** Those of hosts first, then of guests, then the worst. What is neither, or works worse, is not worth a headline beside them. */
function clausesOf(graph: IndexedGraph, lasting: ReadonlyMap<NodeId, State>, played: Rehearsal): string[] {
  const lame = new Set(
    lameOf(played)
      .map((name) => `cluster:${name}`)
      .filter((id) => lasting.has(id)),
  );
  const clauses = states.toReversed().flatMap((state) => {
    const ids = [...lasting].filter(([id, own]) => own === state && !lame.has(id)).map(([id]) => id);
    const clause = phrase(subjectsOf(graph, ids), hasReturn(played) || state !== "down" ? verbs[state] : ["is down", "are down"]);
    return clause === null ? [] : [{ clause, rank: rankOf(graph, ids, state) }];
  });
  const sorted = clauses.toSorted((one, other) => one.rank - other.rank);
  const told = sorted.filter(({ rank }, index) => index === 0 || rank < rankOfRest);
  return [...told.map(({ clause }) => clause), ...[...lame].sort().map((id) => `${nodeOf(graph, id).name} has no quorum`)];
}

const rankOfRest = 3;

function rankOf(graph: IndexedGraph, ids: readonly NodeId[], state: State): number {
  const kinds = new Set(ids.map((id) => nodeOf(graph, id).kind));
  if (isMild(state)) return rankOfRest + 1;
  const rank = (["host", "guest", "dns"] as const).findIndex((kind) => kinds.has(kind));
  return rank < 0 ? rankOfRest : rank;
}

/** Hosts, guests and DNS servers; only where there are none of them, what else there is. */
function subjectsOf(graph: IndexedGraph, ids: readonly NodeId[]): Subject[] {
  const of = (kind: NodeKind) => ids.filter((id) => nodeOf(graph, id).kind === kind);
  const dns = of("dns");
  const all = dnsBeside(graph, dns).length;
  const share = { words: `${dns.length} of ${all} DNS servers`, several: dns.length > 1 };
  const main = [
    ...called(graph, of("host"), "host"),
    ...called(graph, of("guest"), "guest"),
    ...(dns.length > 0 && all > 1 ? [share] : called(graph, dns, "DNS server")),
  ];
  if (main.length > 0) return main;
  const kinds = [...new Set(ids.map((id) => nodeOf(graph, id).kind))].sort((one, other) => of(other).length - of(one).length);
  return kinds.slice(0, 2).flatMap((kind) => called(graph, of(kind), kind.replace("-", " ")));
}

/** One thing, and two hosts, by name; more as a number. */
function called(graph: IndexedGraph, ids: readonly NodeId[], noun: string): Subject[] {
  if (ids.length === 1 || (noun === "host" && ids.length === 2))
    return ids.map((id) => ({ words: nodeOf(graph, id).name, several: false }));
  return ids.length === 0 ? [] : [{ words: counted(ids.length, noun), several: true }];
}
