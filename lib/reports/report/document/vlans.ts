import type { Drawing } from "#lib/reports/report/drawing.ts";
import type { Report } from "#lib/reports/report/model.ts";
import { vlanPlaceDrawings } from "#lib/reports/report/pictures/vlan-places.ts";
import type { ReportVlans, VlanPlace } from "#lib/reports/report/vlans-model.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import { type Block, code, prose, said, type Words } from "./block.ts";
import { toneWords } from "./words.ts";

/** Groups of fewer bridges and cards share their pictures. */
const minimumPlaces = 12;

/** Where each VLAN is on the hosts of a report, what disagrees about it, and what of it was not read. */
export function* vlanBlocks(report: Report): Generator<Block> {
  const { vlans, kind } = report;
  if (vlans === null || vlans.places.length === 0) return;
  const drawings = drawingsOf(report, vlans.places);
  const words = said(kind === "host" ? "VLANs" : "VLANs across hosts");
  yield { kind: "heading", level: 2, id: "vlans", words, keep: drawings[0]?.height ?? 0 };
  for (const drawing of drawings) yield { kind: "drawing", drawing };
  yield* disagreementBlocks(vlans);
  yield* gapBlocks(vlans.places);
}

/** Large clusters, sites and networks by themselves, the rest together. */
function drawingsOf({ topology, subject, kind }: Report, places: readonly VlanPlace[]): Drawing[] {
  if (kind === "host") return vlanPlaceDrawings(`VLANs of ${subject.name}`, places);
  const groups = new Map(
    (topology?.hosts ?? []).map(({ name, group }) => [name, `${group.kind === "alone" ? "" : `${group.kind} `}${group.name}`]),
  );
  const all = groupBy(places, ({ host }) => groups.get(host) ?? "");
  const large = [...all].filter(([name, own]) => name !== "" && own.length >= minimumPlaces);
  const small = [...all].filter((each) => !large.includes(each)).flatMap(([, own]) => own);
  return [
    ...large.flatMap(([name, own]) => vlanPlaceDrawings(`VLANs of ${name}`, own)),
    ...(small.length === 0 ? [] : vlanPlaceDrawings(large.length === 0 ? "VLANs by host" : "VLANs of all other hosts", small)),
  ];
}

function* disagreementBlocks({ disagreements, places }: ReportVlans): Generator<Block> {
  yield { kind: "heading", level: 3, id: "vlan-disagreements", words: said(`Where VLANs disagree (${disagreements.length})`) };
  if (disagreements.length === 0) {
    const isBlind = places.every(({ kind }) => kind === "unread");
    const blind = [{ text: "No bridge was read, so that nobody can tell.", tone: "unknown" as const }];
    yield { kind: "paragraph", words: isBlind ? blind : said("Nothing disagrees in what was read.") };
    return;
  }
  yield {
    kind: "table",
    label: "Where VLANs disagree",
    columns: [
      { title: "Severity", weight: 1.1 },
      { title: "Where", weight: 2 },
      { title: "VLANs", weight: 0.9 },
      { title: "What disagrees", weight: 2.6 },
      { title: "Observed and expected", weight: 3.6 },
    ],
    rows: disagreements.map(({ severity, confidence, places, vids, title, observed, expected }): Words[] => [
      [{ text: toneWords[severity], tone: severity }, { text: confidence === "confirmed" ? "" : `\n${confidence}` }],
      [code(places.map(({ host, name }) => `${host}/${name}`).join("\n"))],
      said(vids.join(", ")),
      prose(title),
      [...prose(observed), { text: "\nExpected: " }, ...prose(expected)],
    ]),
  };
}

/** A gap in a matrix is no answer where something was not read. */
function* gapBlocks(places: readonly VlanPlace[]): Generator<Block> {
  const gaps = places.flatMap(({ host, name, unread }) => unread.map((words) => ({ words, at: name === "" ? host : `${host}/${name}` })));
  if (gaps.length === 0) return;
  yield { kind: "heading", level: 3, id: "vlan-gaps", words: said("What of VLANs was not read") };
  yield {
    kind: "table",
    label: "What of VLANs was not read",
    columns: [
      { title: "Not read", weight: 3 },
      { title: "Where", weight: 5 },
    ],
    rows: [...groupBy(gaps, ({ words }) => words)].map(([words, own]): Words[] => [
      [{ text: words, tone: "unknown" }],
      [code([...new Set(own.map(({ at }) => at))].join(", "))],
    ]),
  };
}
