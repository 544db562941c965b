import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { FilterChips } from "#components/ui/filters.tsx";
import { plainText } from "#lib/plain-text.ts";
import { type ChangesView, changesHref } from "./changes-view.ts";

/** What there is to choose from. */
export interface Choices {
  /** Windows that have begun, the latest first. */
  windows: readonly { id: string; title: string; startsAt: Date }[];
  clusters: readonly string[];
  sites: readonly string[];
}

const usual = [
  { from: "24h", label: "Last 24 h" },
  { from: "7d", label: "7 days" },
  { from: "30d", label: "30 days" },
  { from: "known-good", label: "Since called good" },
];
const shownWindows = 3;

/** Since when: the usual spans, and the maintenance windows that began last. */
export function SpanChips({ view, windows }: { view: ChangesView; windows: Choices["windows"] }) {
  const since = windows
    .slice(0, shownWindows)
    .map(({ id, title }) => ({ from: `window:${id}`, label: `Since “${plainText(title)}” began` }));
  return (
    <FilterChips
      label="Changes"
      choices={[...usual, ...since].map(({ from, label }) => ({
        label,
        on: view.from === from && view.to === "now",
        href: changesHref(view, { from, to: "now" }),
      }))}
    />
  );
}

/** Any two moments and a part of the fleet, as a form that puts them into the URL: it works without scripts. */
export function SpanForm({ view, choices }: { view: ChangesView; choices: Choices }) {
  const { by, group, effect, words, status, from } = view;
  const kept = { by, group, effect, words, status, since: from };
  return (
    <details open={isUsed(view)}>
      <summary className="w-fit rounded-sm text-ink-2 text-small hover:text-ink">Other moments, a cluster, a site or a host</summary>
      <form action="/changes" aria-label="Moments and hosts" className="mt-2.5 flex flex-wrap items-end gap-3">
        {Object.entries(kept).map(([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />)}
        <Fields view={view} choices={choices} />
        <Button type="submit">Compare</Button>
      </form>
    </details>
  );
}

function isUsed({ from, to, text, cluster, site }: ChangesView): boolean {
  if (!usual.some((one) => one.from === from) && !from.startsWith("window:")) return true;
  return to !== "now" || [text, cluster, site].some((part) => part !== undefined && part !== "");
}

function Fields({ view: { from, to, text, cluster, site }, choices }: { view: ChangesView; choices: Choices }) {
  return (
    <>
      <TextField key={`from ${from}`} label="From (UTC)" type="datetime-local" name="from" defaultValue={localOf(from)} className="w-52" />
      <TextField key={`to ${to}`} label="To (UTC)" type="datetime-local" name="to" defaultValue={localOf(to)} className="w-52" />
      <PlaceField label="Cluster" name="cluster" all="All clusters" names={choices.clusters} chosen={cluster} />
      <PlaceField label="Site" name="site" all="All sites" names={choices.sites} chosen={site} />
      <TextField
        key={`text ${text}`}
        label="Host"
        type="search"
        name="text"
        defaultValue={text}
        placeholder="Name, address, site"
        className="w-44"
      />
    </>
  );
}

function PlaceField(place: { label: string; name: string; all: string; names: readonly string[]; chosen: string | undefined }) {
  const { label, name, all, names, chosen } = place;
  if (names.length === 0 && chosen === undefined) return null;
  const known = chosen === undefined || names.includes(chosen) ? names : [chosen, ...names];
  const choices = [{ value: "", label: all }, ...known.map((each) => ({ value: each, label: plainText(each) }))];
  return <SelectField key={`${name} ${chosen}`} label={label} name={name} defaultValue={chosen ?? ""} choices={choices} className="w-40" />;
}

/** A time as its field takes it; nothing for a span that is told in words. */
function localOf(moment: string): string {
  const at = /^\d{4}-/.test(moment) ? new Date(/(Z|[+-]\d\d:\d\d)$/.test(moment) ? moment : `${moment}Z`) : null;
  return at === null || Number.isNaN(at.getTime()) ? "" : at.toISOString().slice(0, 16);
}
