import { askedPage, pageOf } from "#components/ui/paging.ts";
import { type RuleStanding, type RuleState, ruleStates } from "#lib/engine/rule-standing.ts";

/** What the URL of a rule's page asks for. */
export interface StandingView {
  state?: RuleState | undefined;
  /** Counted from 1. */
  page?: number | undefined;
}

export function standingViewOf({ state, page }: Readonly<Record<string, string | string[] | undefined>>): StandingView {
  return { state: ruleStates.find((each) => each === state), page: askedPage(page) };
}

/** The address of a view with something changed, on its first page. */
export function standingHref(rule: string, view: StandingView, change: StandingView): string {
  const next = { ...view, page: undefined, ...change };
  const query = new URLSearchParams();
  if (next.state !== undefined) query.set("state", next.state);
  if (next.page !== undefined && next.page > 1) query.set("page", String(next.page));
  return query.size === 0 ? `/rules/${rule}` : `/rules/${rule}?${query}`;
}

/** One page of the hosts of a view: what fails first, by name within a state. */
export function standingPage(
  standings: readonly RuleStanding[],
  view: StandingView,
): { hosts: RuleStanding[]; page: number; pages: number } {
  const rank = ({ state }: RuleStanding) => ruleStates.indexOf(state);
  const fitting = standings.filter(({ state }) => view.state === undefined || state === view.state);
  const ordered = fitting.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
  const { rows, ...place } = pageOf(ordered, view.page ?? 1);
  return { hosts: rows, ...place };
}
