import { count } from "#components/ui/format.ts";
import { askedPage, pageOf } from "#components/ui/paging.ts";
import { type ExposureAnswer, exposureAnswers, type HostExposure } from "#lib/engine/exposure.ts";

/** What the URL of an incident's page asks for. */
export interface ExposureView {
  answer?: ExposureAnswer | undefined;
  /** Counted from 1. */
  page?: number | undefined;
}

/** The view that the query parameters ask for; what does not fit is left out. */
export function exposureViewOf({ answer, page }: Readonly<Record<string, string | string[] | undefined>>): ExposureView {
  return { answer: exposureAnswers.find((each) => each === answer), page: askedPage(page) };
}

/** The address of a view with something changed, on its first page. */
export function exposureHref(base: string, view: ExposureView, change: ExposureView): string {
  const next = { ...view, page: undefined, ...change };
  const query = new URLSearchParams();
  if (next.answer !== undefined) query.set("answer", next.answer);
  if (next.page !== undefined && next.page > 1) query.set("page", String(next.page));
  return query.size === 0 ? base : `${base}?${query}`;
}

/** One page of the hosts of a view: exposed ones first, by name within an answer. */
export function exposurePage(
  exposures: readonly HostExposure[],
  view: ExposureView,
): { hosts: HostExposure[]; page: number; pages: number } {
  const rank = ({ answer }: HostExposure) => exposureAnswers.indexOf(answer);
  const fitting = exposures.filter(({ answer }) => view.answer === undefined || answer === view.answer);
  const ordered = fitting.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
  const { rows, ...place } = pageOf(ordered, view.page ?? 1);
  return { hosts: rows, ...place };
}

/** What the rules that found nothing said, in one line: "3 rules passed, 1 does not apply, 2 were not judged". */
export function quietWords({ passed, silent }: Pick<HostExposure, "passed" | "silent">): string {
  const number = (state: (typeof silent)[number]["state"]) => silent.filter((each) => each.state === state).length;
  if (passed.length === 0 && silent.every(({ state }) => state === "not-judged"))
    return silent.length === 0 ? "" : `${count(silent.length, "rule")}, not judged here yet`;
  const [unknown, outside, unjudged] = [number("unknown"), number("not-applicable"), number("not-judged")];
  const parts = [
    passed.length > 0 ? `${count(passed.length, "rule")} passed` : null,
    unknown > 0 ? `${unknown} unknown` : null,
    outside > 0 ? `${outside} ${outside === 1 ? "does" : "do"} not apply` : null,
    unjudged > 0 ? `${unjudged} ${unjudged === 1 ? "was" : "were"} not judged` : null,
  ];
  return parts.filter((part) => part !== null).join(", ");
}
