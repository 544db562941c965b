import { count, list } from "#lib/format.ts";
import { toneWords } from "#lib/reports/report/document/words.ts";
import type { Drawing, Shape } from "#lib/reports/report/drawing.ts";
import type { TopologyHost, TopologyThing, TopologyTie } from "#lib/reports/report/topology-model.ts";
import { bandOf, severities } from "#lib/rules/severity.ts";
import type { LegendEntry } from "./legend.ts";
import { legendShapes } from "./legend.ts";
import { evenly } from "./matrix.ts";
import { pictureWidth } from "./sizes.ts";
import type { TopologyIndex } from "./topology-index.ts";
import { nameOf } from "./topology-index.ts";
import { kindWords, lossWords, shortName, unreadWords, whenWords, worstOf } from "./topology-words.ts";

/** Something that many hosts hang on, with them. */
export interface Hub {
  thing: TopologyThing;
  hosts: readonly { host: TopologyHost; ties: readonly TopologyTie[] }[];
}

const columns = 3;
const rowHeight = 18;
/** Rows of hosts in one picture: it fits on a page. */
const maximumRows = 29;
const left = 150;
const trunk = 14;
const cell = (pictureWidth - left - 2 * trunk) / columns;

/** Clusters, storage and DNS servers with the hosts that hang on them, those with most hosts first. */
export function hubsOf(index: TopologyIndex): Hub[] {
  const hubs = index.things
    .filter(({ kind }) => kind === "cluster" || kind === "storage" || kind === "dns")
    .map((thing): Hub => {
      const ties = [
        ...index.to(thing.id).map((tie) => ({ tie, id: tie.from })),
        ...index.from(thing.id).map((tie) => ({ tie, id: tie.to })),
      ];
      const ids = [...new Set(ties.map(({ id }) => id))];
      const hosts = ids.flatMap((id) => {
        const host = index.host(id);
        return host === undefined ? [] : [{ host, ties: ties.filter((each) => each.id === id).map(({ tie }) => tie) }];
      });
      return { thing, hosts: hosts.sort((one, other) => (one.host.name < other.host.name ? -1 : 1)) };
    });
  return hubs
    .filter(({ hosts }) => hosts.length > 0)
    .sort((one, other) => other.hosts.length - one.hosts.length || (one.thing.id < other.thing.id ? -1 : 1));
}

/** Something with all hosts that hang on it, in pictures of a page each. */
export function hubDrawings(index: TopologyIndex, { thing, hosts }: Hub): Drawing[] {
  const parts = evenly(hosts, maximumRows * columns);
  const title = `What hangs on ${nameOf(index, thing.id, kindWords)}: ${count(hosts.length, "host")}`;
  return parts.map(({ items }, at) => {
    const rows = Math.ceil(items.length / columns);
    const hub = hubShapes(index, thing, Math.max(60, rows * rowHeight));
    const { shapes: legend, bottom } = legendShapes(legendOf(items), Math.max(hub.height, rows * rowHeight) + 4, pictureWidth);
    return {
      title: `${title}${parts.length === 1 ? "" : ` (${at + 1} of ${parts.length})`}`,
      description: items.map((own) => `${own.host.name}${notesOf(own)}`),
      width: pictureWidth,
      height: bottom,
      shapes: [...branches(rows, hub.middle), ...hub.shapes, ...items.flatMap((own, index) => hostShapes(own, index)), ...legend],
    };
  });
}

function hubShapes(index: TopologyIndex, thing: TopologyThing, height: number): { shapes: Shape[]; middle: number; height: number } {
  const loss = lossWords(thing);
  const needs = index.from(thing.id).flatMap(({ to }) => (index.thing(to) === undefined ? [] : [nameOf(index, to, kindWords)]));
  const said = [
    ...(thing.host === null ? [] : [`on ${thing.host}`]),
    ...(needs.length === 0 ? [] : [`needs ${list(needs, 2)}`]),
    ...(loss === null ? [] : [loss]),
  ];
  const own = 30 + said.length * 10;
  const top = Math.max(0, (height - own) / 2);
  const text = (y: number, words: string, size: number, look?: "quiet" | "strong"): Shape => ({
    ...{ kind: "text", x: 6, y: top + y, width: left - 12, text: words, size },
    ...(look && { look }),
  });
  return {
    middle: top + own / 2,
    height: top + own,
    shapes: [
      { kind: "box", x: 1, y: top, width: left - 1, height: own, ...(loss === null ? {} : { look: "heavy" as const }) },
      text(10, kindWords[thing.kind], 6.5, "quiet"),
      text(21, shortName(thing), 9, "strong"),
      ...said.map((words, line) => text(32 + line * 10, words, 7.5)),
    ],
  };
}

/** A trunk from the hub, and a branch below the boxes of each row. */
function branches(rows: number, middle: number): Shape[] {
  const x = left + trunk;
  const line = (points: (readonly [number, number])[]): Shape => ({ kind: "line", points });
  const centre = (row: number) => row * rowHeight + rowHeight / 2;
  return [
    line([
      [left, middle],
      [x, middle],
    ]),
    line([
      [x, Math.min(middle, centre(0))],
      [x, Math.max(middle, centre(rows - 1))],
    ]),
    ...Array.from({ length: rows }, (_, row) =>
      line([
        [x, centre(row)],
        [x + trunk, centre(row)],
      ]),
    ),
  ];
}

function hostShapes({ host, ties }: Hub["hosts"][number], index: number): Shape[] {
  const x = left + 2 * trunk + (index % columns) * cell;
  const y = Math.floor(index / columns) * rowHeight + 2;
  const severity = worstOf(ties);
  const isOpen = unreadWords(host) !== null || ties.some(({ unknown }) => unknown);
  const tone = severity ?? (isOpen ? ("unknown" as const) : undefined);
  const look = severity !== null ? { look: "heavy" as const, tone: severity } : host.read ? {} : { look: "dashed" as const };
  const sign: Shape[] = tone === undefined ? [] : [{ kind: "sign", x: x + 5, y: y + 4, size: 6, tone }];
  const indent = tone === undefined ? 5 : 14;
  return [
    { kind: "box", x, y, width: cell - 5, height: rowHeight - 4, ...look },
    ...sign,
    { kind: "text", x: x + indent, y: y + 10, width: cell - 9 - indent, text: host.name, size: 7.5 },
  ];
}

function notesOf({ host, ties }: Hub["hosts"][number]): string {
  const severity = worstOf(ties);
  const words = [whenWords(ties.flatMap(({ when }) => when)), unreadWords(host) ?? "", severity === null ? "" : toneWords[severity]];
  const told = [...words, ...(severity === null ? [] : ties.flatMap((tie) => tie.words))].filter((each) => each !== "");
  return told.length === 0 ? "" : `: ${told.join("; ")}`;
}

function legendOf(items: Hub["hosts"]): LegendEntry[] {
  const found = new Set(items.map(({ ties }) => worstOf(ties)));
  const used = severities.toSorted((one, other) => bandOf(other) - bandOf(one)).filter((severity) => found.has(severity));
  const isOpen = items.some(({ host, ties }) => unreadWords(host) !== null || ties.some(({ unknown }) => unknown));
  return [
    ...used.map((severity) => ({ tone: severity, text: `${toneWords[severity]}: a fault in how it hangs on it` })),
    ...(isOpen ? [{ tone: "unknown" as const, text: "Unknown: the host or some of its facts were not read" }] : []),
  ];
}
