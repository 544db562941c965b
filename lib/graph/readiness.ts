import { type Scenario, scenarios } from "#lib/rules/rule.ts";
import { givenToSearch } from "./given-search.ts";
import { type IndexedGraph, indexGraph } from "./indexed.ts";
import type { FleetGraph } from "./model.ts";
import { type Answer, asks } from "./readiness/answers.ts";
import { believed } from "./readiness/believed.ts";
import type { ReadinessCell } from "./readiness/cell.ts";
import { badness, type Outcome, worstOf } from "./readiness/outcome.ts";
import { View } from "./readiness/view.ts";
import type { FleetMember } from "./unite.ts";

/** As bad as this, a cell tells what is known; what may be worse is for the rehearsal to tell. */
const telling = 1;

/** A host's row of the readiness matrix. */
export interface ReadinessRow {
  host: string;
  /** One for each scenario, in their order. */
  cells: ReadinessCell[];
}

/**
 * The readiness matrix of a fleet, host by host, so that whoever computes it can pause in between. Each cell is the answer of a rehearsal:
 * played as the graph is known, and as if all that is open were so; where that is worse, the cell is unknown. Pure and
 * deterministic.
 */
export function* readinessRows(fleet: FleetGraph, members: readonly FleetMember[]): Generator<ReadinessRow> {
  const graph = indexGraph(fleet);
  const known = new View(graph, { isPossible: false });
  const possible = believed(graph).map((open) => new View(open, { isPossible: true }));
  const unreadHosts = new Set(graph.unknown.map(({ host }) => host));
  for (const member of members.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const cells = scenarios.map((scenario) => {
      const answer = asks[scenario](known, member);
      const isTold = badness(worstOf(answer?.outcomes ?? [])) <= telling;
      const worst = isTold ? null : (possible.map((view) => asks[scenario](view, member)).toSorted(byBadness)[0] ?? null);
      return cellOf(scenario, member, { answer, worst, isUnread: isUnread(graph, member, unreadHosts) });
    });
    yield { host: member.name, cells };
  }
}

interface Found {
  answer: Answer | null;
  /** The same if all that is open were so. */
  worst: Answer | null;
  isUnread: boolean;
}

function byBadness(one: Answer | null, other: Answer | null): number {
  return badness(worstOf(one?.outcomes ?? [])) - badness(worstOf(other?.outcomes ?? []));
}

function cellOf(scenario: Scenario, { part }: FleetMember, { answer, worst, isUnread: isBlind }: Found): ReadinessCell {
  const { sight, undecided } = part.sight[scenario] ?? { sight: "unseen", undecided: 0 };
  const cell = { scenario, undecided, search: givenToSearch(answer?.given ?? []) };
  const outcome = worstOf(answer?.outcomes ?? []);
  const possible = worstOf(worst?.outcomes ?? []);
  if (isWorse(possible, outcome)) return { ...cell, search: givenToSearch(worst?.given ?? []), tone: "unknown", words: possible.may };
  if (outcome !== undefined) return { ...cell, tone: outcome.tone, words: outcome.words };
  if (sight === "unseen" || isBlind) return { ...cell, search: "", tone: "unknown", words: "unknown" };
  if (answer === null || sight === "not-applicable") return { ...cell, search: "", tone: "not-applicable", words: "n/a" };
  return { ...cell, tone: "holds", words: scenario === "reboot" || scenario === "power-loss" ? "returns" : "holds" };
}

/** Whether what may be is so much worse than what is known that the latter would mislead: it would speak of a host that comes back. */
function isWorse(possible: Outcome | undefined, known: Outcome | undefined): possible is Outcome {
  if (possible === undefined || badness(possible) >= badness(known)) return false;
  return known === undefined || known.tone === "low" || (known.tone === "medium" && possible.tone === "critical");
}

/** Whether facts of a host, or of a member of its cluster, are missing that may change any answer. */
function isUnread(graph: IndexedGraph, { name, part }: FleetMember, unread: ReadonlySet<string>): boolean {
  if (unread.has(name)) return true;
  if (part.cluster === null) return false;
  const cluster = graph.needsOf.get(`cluster:${part.cluster.name}`) ?? [];
  return cluster.some(({ from }) => from.some(({ node }) => node.startsWith("host:") && unread.has(node.slice("host:".length))));
}
