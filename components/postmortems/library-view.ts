import type { Headline } from "#components/fleet/fleet-host.ts";
import { type ExposureAnswer, exposureAnswers, type IncidentExposure, wholeAnswer } from "#lib/engine/exposure.ts";
import type { LibraryEntry } from "#lib/postmortems/library.ts";
import { type Scenario, scenarios } from "#lib/rules/rule.ts";
import { bandOf } from "#lib/rules/severity.ts";

/** An incident, and on how many hosts it could happen. */
export interface LibraryRow extends Pick<IncidentExposure, "counts" | "fleet" | "worst"> {
  entry: LibraryEntry;
  /** Links of its chain that stand open here, of those that can. */
  links: { open: number; all: number };
}

/** What the URL of the library asks for. */
export interface LibraryView {
  exposure?: ExposureAnswer | undefined;
  scenario?: Scenario | undefined;
  /** Only those that did not come with Bulkhead. */
  own?: true | undefined;
  text?: string | undefined;
}

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** The view that the query parameters ask for; what does not fit is left out. */
export function libraryViewOf(parameters: Parameters): LibraryView {
  const { exposure, scenario, own, text } = parameters;
  return {
    exposure: exposureAnswers.find((answer) => answer === exposure),
    scenario: scenarios.find((each) => each === scenario),
    own: own === "1" ? true : undefined,
    text: typeof text === "string" && text.trim() !== "" ? text.trim().slice(0, 200) : undefined,
  };
}

/** The address of a view with something changed. */
export function libraryHref(view: LibraryView, change: LibraryView): string {
  const next = { ...view, ...change };
  const query = new URLSearchParams();
  if (next.text !== undefined) query.set("text", next.text);
  if (next.exposure !== undefined) query.set("exposure", next.exposure);
  if (next.scenario !== undefined) query.set("scenario", next.scenario);
  if (next.own === true) query.set("own", "1");
  return query.size === 0 ? "/postmortems" : `/postmortems?${query}`;
}

/** The rows that fit a view: first what the worst findings let happen, then what could befall the most hosts, then what is nearest to it. */
export function fittingRows(rows: readonly LibraryRow[], view: LibraryView): LibraryRow[] {
  const words = view.text?.toLowerCase().split(/\s+/) ?? [];
  const fits = ({ entry, counts, fleet }: LibraryRow) =>
    (view.exposure === undefined || wholeAnswer({ counts, fleet }) === view.exposure) &&
    (view.scenario === undefined || entry.scenarios.includes(view.scenario)) &&
    (view.own === undefined || entry.origin !== "shipped") &&
    words.every((word) => textOf(entry).includes(word));
  return rows
    .filter(fits)
    .toSorted(
      (one, other) =>
        band(other) - band(one) || other.counts.exposed - one.counts.exposed || share(other) - share(one) || byDate(one, other),
    );
}

/** The answers above the list. */
export function libraryHeadlines(rows: readonly LibraryRow[]): Headline[] {
  const of = (answer: ExposureAnswer) => rows.filter((row) => wholeAnswer(row) === answer).length;
  const [exposed, unknown, safe] = [of("exposed"), of("cannot-tell"), of("not-exposed")];
  const href = (exposure: ExposureAnswer) => libraryHref({}, { exposure });
  return [
    { figure: `${exposed} of ${rows.length}`, sentence: "known incidents could happen here", href: href("exposed") },
    { figure: String(unknown), sentence: "cannot be told yet", href: href("cannot-tell") },
    { figure: String(safe), sentence: "could not, as far as is known", href: href("not-exposed") },
  ];
}

function band({ worst }: LibraryRow): number {
  return worst === null ? -1 : bandOf(worst);
}

function share({ links }: LibraryRow): number {
  return links.all === 0 ? 0 : links.open / links.all;
}

function byDate(one: LibraryRow, other: LibraryRow): number {
  return (other.entry.date ?? "").localeCompare(one.entry.date ?? "");
}

function textOf({ id, title, summary, system, chain, lessons }: LibraryEntry): string {
  const links = chain.flatMap((link) => [link.step, link.text, ...link.rules]);
  return [id, title, summary, system, ...lessons, ...links].join("\n").toLowerCase();
}
