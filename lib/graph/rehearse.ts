import type { Given } from "./given.ts";
import { byOrder, type Mark, type Marks, marksOf, spread } from "./impact.ts";
import { type IndexedGraph, type Lost, named, nodeOf, supply } from "./indexed.ts";
import { openNeeds } from "./open-needs.ts";
import { planOf } from "./plan.ts";
import { recover, restartedBy } from "./recovery.ts";
import type { Rehearsal, Step } from "./rehearsal.ts";
import type { Left } from "./return-order.ts";
import { unnoticedOf } from "./unnoticed.ts";
import { manualOf } from "./way-in.ts";

/**
 * Plays what is given on the graph: first what fails while it happens, then what does not come back. Pure and total; the same graph and
 * the same given, in whatever order, give the same steps, and giving more never makes less fail. Throws UnknownTarget for a name that
 * the graph does not have.
 */
export function rehearse(graph: IndexedGraph, given: readonly Given[]): Rehearsal {
  const { plan, impact, final, restarted, steps } = play(graph, given);
  const open = openNeeds(graph, { impact, final, restarted, occasions: plan.occasions });
  return {
    given: [...given],
    steps,
    survives: survivorsOf(graph, impact, final),
    votes: votesOf(graph, impact),
    unknown: unknownOf(graph, impact, [...plan.unknown, ...open], steps),
    manual: manualOf(graph, final),
    unnoticed: unnoticedOf(graph, impact, final, steps),
    tryFirst: plan.tryFirst,
  };
}

/** Only the steps of it, for whoever plays thousands. */
export function rehearseSteps(graph: IndexedGraph, given: readonly Given[]): Step[] {
  return play(graph, given).steps;
}

function play(graph: IndexedGraph, given: readonly Given[]) {
  const plan = planOf(graph, given);
  const impact = spread(graph, [...plan.lost, ...plan.restarts]);
  const restarted = restartedBy(graph, impact, new Set(plan.restarts.map(({ node }) => node)));
  const { left, lasting } = recover(graph, impact, plan.lost, restarted, plan.occasions);
  const last = marksOf(impact).reduce((order, mark) => Math.max(order, mark.order), 0);
  const returned = left.map((one) => returnedMark(one, last + 1));
  const final = finalMarks(impact, lasting, returned);
  const steps = [...stepsOf(graph, impact, marksOf(impact), "impact"), ...stepsOf(graph, final, returned, "return")];
  return { plan, impact, final, restarted, steps };
}

function returnedMark({ node, state, need, cause, wave }: Left, firstOrder: number): Mark {
  const words = need === null ? "" : need.manual === null || need.retries ? need.words : `${need.words} (${need.manual})`;
  return { node, state, need, cause, words, order: firstOrder + wave };
}

/** What lasts, each by its last reason: that of the return goes before that of the impact. */
function finalMarks(impact: Marks, lasting: Lost, returned: readonly Mark[]): Marks {
  const final: Marks = new Map();
  for (const [node, own] of impact) {
    const kept = [...own].filter(([state]) => lasting.get(node)?.has(state));
    if (kept.length > 0) final.set(node, new Map(kept));
  }
  for (const mark of returned) final.set(mark.node, (final.get(mark.node) ?? new Map()).set(mark.state, mark));
  return final;
}

/** The marks of a phase as steps; what is down is not told to be poorer too. */
function stepsOf(graph: IndexedGraph, all: Marks, marks: readonly Mark[], phase: Step["phase"]): Step[] {
  const isDown = ({ node, state, order }: Mark) => state !== "down" && (all.get(node)?.get("down")?.order ?? order + 1) <= order;
  const told = marks.filter((mark) => !isDown(mark));
  return told.sort(byOrder).map((mark) => ({
    order: mark.order,
    phase,
    node: named(graph, mark.node),
    state: mark.state,
    words: mark.words,
    because: {
      node: mark.cause === null ? null : named(graph, mark.cause),
      need: mark.need?.words ?? "given",
      rule: mark.need?.rule ?? null,
      evidence: [...(mark.need?.evidence ?? [])],
    },
    confidence: mark.need?.confidence ?? "confirmed",
  }));
}

/** What needs something that failed and still has enough: the answer to "and what holds?". */
function survivorsOf(graph: IndexedGraph, impact: Marks, final: Marks): Step["node"][] {
  const hit = new Set([...impact.keys(), ...final.keys()]);
  const touched = new Set([...hit].flatMap((id) => (graph.neededBy.get(id) ?? []).map(({ node }) => node)));
  return [...touched]
    .filter((id) => !hit.has(id) && nodeOf(graph, id).running && nodeOf(graph, id).kind !== "console")
    .sort()
    .map((id) => named(graph, id));
}

/** Votes that are left: where they are too few, as many as were left when the cluster noticed, before its nodes reset themselves. */
function votesOf(graph: IndexedGraph, impact: Marks): Rehearsal["votes"] {
  return (graph.byKind.get("cluster") ?? []).flatMap(({ id, name }) => {
    const quorum = (graph.needsOf.get(id) ?? []).find((need) => need.when === "run" && need.from.length > 1);
    if (quorum === undefined || !quorum.from.some(({ node }) => impact.has(node))) return [];
    const noticed = impact.get(id)?.get("unmanaged")?.order ?? Number.POSITIVE_INFINITY;
    const before = new Map(
      quorum.from.map(({ node }) => [
        node,
        new Set(
          marksOf(new Map([[node, impact.get(node) ?? new Map()]]))
            .filter(({ order }) => order < noticed)
            .map(({ state }) => state),
        ),
      ]),
    );
    return [{ cluster: name, have: supply(graph, before, quorum), need: quorum.atLeast }];
  });
}

/** What is open, and what the graph itself does not know. */
function unknownOf(graph: IndexedGraph, impact: Marks, open: readonly string[], steps: readonly Step[]): string[] {
  const concerned = new Set([...impact.keys()].flatMap((id) => nodeOf(graph, id).host ?? nodeOf(graph, id).name));
  const unread = graph.unknown.filter(({ host }) => concerned.has(host)).map(({ host, words: text }) => `${host}: ${text}`);
  const silent =
    graph.byKind.has("alert-path") || steps.length === 0 ? [] : ["no way of an alert is known: it may be that nobody is told of this"];
  return [...new Set([...open, ...unread, ...silent])];
}
