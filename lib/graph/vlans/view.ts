import { bandOf, type Severity } from "#lib/rules/severity.ts";
import { cellOf } from "./cells.ts";
import { columnOf, unplacedGuests, unreadOf } from "./columns.ts";
import type { Disagreement, VlanColumn, VlanRow } from "./model.ts";
import type { Place } from "./places.ts";
import { rowsOf } from "./rows.ts";
import type { FleetVlans } from "./vlans.ts";

/** What somebody asks of the matrix. */
export interface VlanQuery {
  /** A number is a VLAN; anything else a part of the name of a host, bridge or guest. */
  text?: string | undefined;
  /** Only hosts and VLANs that disagree. */
  only?: boolean | undefined;
  /** Of columns, from 1. */
  page?: number | undefined;
}

/** One page of the matrix, as plain data. */
export interface VlanView {
  columns: VlanColumn[];
  rows: VlanRow[];
  /** Rows beyond those that are shown. */
  moreRows: number;
  page: number;
  pages: number;
  /** Hosts that fit, and all there are. */
  hosts: { fitting: number; all: number };
  disagreements: Disagreement[];
  moreDisagreements: number;
  totals: VlanTotals;
  /** What was not read, in words with the host. */
  unknown: string[];
}

/** Of the whole fleet, whatever is asked for. */
export interface VlanTotals {
  pvids: number;
  /** VLANs that do not get out, and the guests in them. */
  cutOff: { vlans: number; guests: number };
  drifted: number;
  /** Uplinks with a declared switch side, of all. */
  told: number;
  uplinks: number;
  unreadHosts: number;
}

/** Columns on one page: a page of a browser shows half of them, and scrolls to the rest. */
const maximumColumns = 18;
const maximumRows = 150;
const maximumDisagreements = 100;

/** Answers one page. The hosts that disagree come first, then those that filter VLANs, then the rest, each by name. */
export function viewOf({ places, disagreements }: FleetVlans, query: VlanQuery): VlanView {
  const text = query.text?.trim().toLowerCase() ?? "";
  const vid = /^\d{1,4}$/.test(text) ? Number(text) : null;
  const faulty = new Set(disagreements.flatMap((one) => one.places));
  const fits = (place: Place) =>
    (query.only !== true || faulty.has(place.id)) && (vid === null ? isCalled(place, text) : cellOf(place, vid) !== null);
  const found = byHost(places.filter(fits), faulty);
  const { shown, page, pages } = pageOf(found, query.page ?? 1);
  const ids = new Set(shown.map(({ id }) => id));
  const told = disagreements.filter(
    (one) =>
      (vid === null || one.vids.includes(vid)) &&
      (text === "" || vid !== null || one.places.some((id) => found.some((place) => place.id === id))),
  );
  const rows = marked(rowsOf(shown), shown, disagreements).filter(
    (row) => (vid === null || isIn(row, vid)) && (query.only !== true || row.cells.some((cell) => cell?.severity != null)),
  );
  return {
    columns: shown.map(columnOf),
    rows: rows.slice(0, maximumRows),
    moreRows: Math.max(0, rows.length - maximumRows),
    page,
    pages,
    hosts: { fitting: new Set(found.map(({ host }) => host)).size, all: new Set(places.map(({ host }) => host)).size },
    disagreements: told.slice(0, maximumDisagreements),
    moreDisagreements: Math.max(0, told.length - maximumDisagreements),
    totals: totalsOf(places, disagreements),
    unknown: [...unknownOf(places.filter(({ id }) => ids.has(id))), ...unplacedGuests(shown)],
  };
}

function isCalled({ host, name, guests }: Place, text: string): boolean {
  return text === "" || [host, name, ...guests.map((guest) => guest.name)].some((one) => one.toLowerCase().includes(text));
}

function isIn({ range }: VlanRow, vid: number): boolean {
  return range !== null && range[0] <= vid && vid <= range[1];
}

function byHost(places: readonly Place[], faulty: ReadonlySet<string>): Place[] {
  const weights = new Map<string, number>();
  for (const { id, host, kind } of places) {
    const weight = faulty.has(id) ? 2 : kind === "filters" || kind === "unread" ? 1 : 0;
    weights.set(host, Math.max(weights.get(host) ?? 0, weight));
  }
  return places.toSorted((one, other) => (weights.get(other.host) ?? 0) - (weights.get(one.host) ?? 0) || compare(one.host, other.host));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Pages of columns; the places of a host stay together, however many it has. */
function pageOf(places: readonly Place[], asked: number): { shown: Place[]; page: number; pages: number } {
  const all: Place[][] = [[]];
  for (const [index, place] of places.entries()) {
    const current = all.at(-1) ?? [];
    if (current.length >= maximumColumns && places[index - 1]?.host !== place.host) all.push([place]);
    else current.push(place);
  }
  const page = Math.min(Math.max(1, asked), all.length);
  return { shown: all[page - 1] ?? [], page, pages: all.length };
}

/** Tells the worst that disagrees about any of some VLANs at a place. */
export function worstFinder(disagreements: readonly Disagreement[]): (place: string, vids: readonly number[]) => Severity | null {
  const worst = new Map<string, Severity>();
  for (const { places: ids, vids, severity } of disagreements)
    for (const id of ids)
      for (const vid of vids) {
        const before = worst.get(`${id} ${vid}`);
        if (before === undefined || bandOf(before) < bandOf(severity)) worst.set(`${id} ${vid}`, severity);
      }
  return (place, vids) =>
    vids.flatMap((vid) => worst.get(`${place} ${vid}`) ?? []).sort((one, other) => bandOf(other) - bandOf(one))[0] ?? null;
}

/** Marks each cell with the worst that disagrees there. */
function marked(rows: readonly VlanRow[], places: readonly Place[], disagreements: readonly Disagreement[]): VlanRow[] {
  const worstAt = worstFinder(disagreements);
  return rows.map((row) => {
    const vids =
      row.range === null ? [] : Array.from({ length: row.range[1] - row.range[0] + 1 }, (_, index) => (row.range?.[0] ?? 0) + index);
    return {
      ...row,
      cells: row.cells.map((cell, index) => (cell === null ? null : { ...cell, severity: worstAt(places[index]?.id ?? "", vids) })),
    };
  });
}

const aboutPvids: ReadonlySet<Disagreement["kind"]> = new Set([
  "host-and-guests",
  "no-way-out",
  "native-vlan",
  "uplinks-differ",
  "hosts-differ",
]);

function totalsOf(places: readonly Place[], disagreements: readonly Disagreement[]): VlanTotals {
  const cutOff = disagreements.filter(({ kind }) => kind === "not-carried" || kind === "switch-refuses");
  const uplinks = places.flatMap((place) => place.uplinks);
  return {
    pvids: disagreements.filter(({ kind }) => aboutPvids.has(kind)).length,
    cutOff: { vlans: cutOff.length, guests: cutOff.reduce((sum, { guests }) => sum + guests.length, 0) },
    drifted: disagreements.filter(({ kind }) => kind === "not-as-configured").length,
    told: uplinks.filter(({ told }) => told !== undefined).length,
    uplinks: uplinks.length,
    unreadHosts: places.filter(({ kind }) => kind === "unread").length,
  };
}

function unknownOf(places: readonly Place[]): string[] {
  return [...new Set(places.flatMap((place) => unreadOf(place).map((words) => `${place.host}: ${words}`)))];
}
