import { count } from "#lib/format.ts";
import { type Entry, entryIn } from "#lib/offline/contents.ts";
import { bullets, heading, link, type Part, paragraph, table } from "#lib/offline/kit.ts";
import { markdownMarkup } from "#lib/offline/markdown.ts";
import { type Page, start } from "#lib/offline/page.ts";
import { plainTexts } from "#lib/plain-text.ts";
import type { LibraryEntry } from "#lib/postmortems/library.ts";
import { code, type Piece, said } from "#lib/reports/report/document/block.ts";
import { exposureBlocks } from "#lib/reports/report/document/exposure.ts";
import type { Report, ReportExposure, ReportTone } from "#lib/reports/report/model.ts";
import { scenarioNames } from "#lib/reports/words.ts";

/** An incident with what it comes to here. */
export interface OfflineIncident {
  entry: LibraryEntry;
  exposure: ReportExposure;
}

export function incidentEntry({ id, title }: Pick<LibraryEntry, "id" | "title">): Entry {
  return entryIn("postmortems", title, id);
}

const answers: Record<ReportExposure["answer"], { text: string; tone: ReportTone }> = {
  exposed: { text: "It could happen here", tone: "critical" },
  "cannot-tell": { text: "It cannot be told whether it could happen here", tone: "unknown" },
  "not-exposed": { text: "It could not happen here in this way", tone: "holds" },
};

/** Could it happen here: the incident, its chain, each host's answer, the report's own words. */
export function incidentPage(raw: OfflineIncident): Page {
  const { entry, exposure } = plainTexts(raw);
  const { path } = incidentEntry(raw.entry);
  return {
    path,
    title: entry.title,
    trail: [start, { name: "Postmortems", path: "postmortems.html" }],
    parts: incidentParts(entry, exposure),
  };
}

function* incidentParts(entry: LibraryEntry, exposure: ReportExposure): Generator<Part> {
  yield paragraph(answers[exposure.answer], ` – ${countWords(exposure)}.`);
  yield* exposureBlocks({ exposure } as Pick<Report, "exposure"> as Report);
  yield heading("lessons", "Lessons");
  yield bullets(entry.lessons);
  if (entry.body !== "") {
    yield heading("report", "The report");
    yield* markdownMarkup(entry.body, { page: incidentEntry(entry).path, firstLevel: 3 });
  }
  yield heading("source", "Where it is from");
  yield { kind: "pairs", pairs: sourcePairs(entry) };
}

/** An address is told, not linked: on the day on which this is read there may be no way to it. */
function sourcePairs({ source, origin, scenarios, duration }: LibraryEntry): (readonly [string, Piece[]])[] {
  return [
    ["Set off by", [...said(scenarios.map((scenario) => scenarioNames[scenario]).join(", "))]],
    ...(duration === undefined ? [] : [["Lasted", [{ text: duration }]] as [string, Piece[]]]),
    [
      "Retold from",
      source === undefined
        ? [{ text: origin === "shipped" ? "a public report" : "a report of your own" }]
        : [{ text: source.title }, ...(source.url === undefined ? [] : [{ text: "\n" }, code(source.url)])],
    ],
  ];
}

function countWords({ counts, fleet }: ReportExposure): string {
  const { exposed, "cannot-tell": open, "not-exposed": safe } = counts;
  const whole = fleet === null ? "" : `; the fleet as a whole: ${fleet.answer.replace("-", " ")}`;
  return `${count(exposed, "host")} exposed, ${safe} not exposed, ${open} unknown${whole}`;
}

/** All incidents, those that could happen here first. */
export function incidentsPage(incidents: readonly OfflineIncident[]): Page {
  const order = Object.keys(answers);
  const sorted = incidents.toSorted(
    (one, other) =>
      order.indexOf(one.exposure.answer) - order.indexOf(other.exposure.answer) ||
      other.exposure.counts.exposed - one.exposure.counts.exposed,
  );
  const rows = sorted.map(({ entry, exposure }) => {
    const { name, path } = incidentEntry(entry);
    return [[link(name, path)], [answers[exposure.answer]], said(countWords(exposure)), said(entry.date ?? "–")];
  });
  const columns = [
    ["Incident", 3.4],
    ["Here", 2.4],
    ["Hosts", 3],
    ["Date", 1],
  ] as const;
  return {
    path: "postmortems.html",
    title: "Postmortems",
    trail: [start],
    parts: [rows.length === 0 ? paragraph("The library is empty.") : table("Incidents", columns, rows)],
  };
}

/** Incidents by title, one under the other, each leading to its page. */
export function incidentWords(ids: readonly string[], library: readonly Pick<LibraryEntry, "id" | "title">[]): Piece[] {
  const known = library.filter(({ id }) => ids.includes(id));
  return known.flatMap((entry, index): Piece[] => [
    { text: index === 0 ? "" : "\n" },
    link(incidentEntry(entry).name, incidentEntry(entry).path),
  ]);
}
