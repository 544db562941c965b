import { cellOf, namedRanges } from "#lib/graph/vlans/cells.ts";
import { columnOf, unplacedBridges } from "#lib/graph/vlans/columns.ts";
import type { Disagreement } from "#lib/graph/vlans/model.ts";
import type { Place } from "#lib/graph/vlans/places.ts";
import { usedVids } from "#lib/graph/vlans/rows.ts";
import { worstFinder } from "#lib/graph/vlans/view.ts";
import type { FleetVlans } from "#lib/graph/vlans/vlans.ts";
import { bandOf, type Severity } from "#lib/rules/severity.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import type { ReportVlans, VlanDisagreement, VlanPlace, VlanPlaceCell } from "./vlans-model.ts";

/** What a report tells of VLANs: of its own hosts, compared with all others. */
export function reportVlans({ places: all, disagreements }: FleetVlans, names: ReadonlySet<string>): ReportVlans {
  const places = all.filter(({ host }) => names.has(host));
  const told = disagreements.filter(({ hosts }) => hosts.some((host) => names.has(host)));
  const worstAt = worstFinder(told);
  const byPlace = new Map<string, Severity[]>();
  for (const { places: ids, severity } of told) for (const id of ids) byPlace.set(id, [...(byPlace.get(id) ?? []), severity]);
  const byId = new Map(all.map((place) => [place.id, place]));
  return {
    places: [...groupBy(places, ({ host }) => host).values()].flatMap((own) => [
      ...own.map((place) => vlanPlace(place, worstAt, worst(byPlace.get(place.id) ?? []))),
      ...hiddenPlaces(own),
    ]),
    disagreements: told.map((one) => vlanDisagreement(one, byId)),
  };
}

/** Bridges that guests are on and that the kernel's tables do not show: they are there, and nothing of them is known. */
function hiddenPlaces(places: readonly Place[]): VlanPlace[] {
  return unplacedBridges(places).flatMap(({ host, bridges }) =>
    bridges.map((name) => {
      const unread = ["its VLANs and ports, which bridge(8) does not show"];
      return { host, name, kind: "unread" as const, uplinks: [], unread, severity: null, vlans: [] };
    }),
  );
}

function worst(severities: readonly Severity[]): Severity | null {
  return severities.toSorted((one, other) => bandOf(other) - bandOf(one))[0] ?? null;
}

function vlanPlace(place: Place, worstAt: ReturnType<typeof worstFinder>, severity: Severity | null): VlanPlace {
  const { host, name, kind, uplinks, unread } = columnOf(place);
  return { host, name, kind, uplinks, unread, severity, vlans: cellsOf(place, worstAt) };
}

/** VLANs of a place that are all alike, in their order; who is in one by itself keeps it apart. */
function cellsOf(place: Place, worstAt: ReturnType<typeof worstFinder>): VlanPlaceCell[] {
  const used = new Set(usedVids(place));
  const named = [...namedRanges(place), ...place.guests.flatMap(({ tagged }) => tagged)];
  const tables = place.kind === "filters" ? (place.table?.ports ?? []) : [];
  const wide = tables.filter(({ role }) => role !== "guest").flatMap(({ vlans }) => vlans.map(({ vid, vidEnd }) => [vid, vidEnd] as const));
  const ranges = [...named, ...wide, ...[...used].map((vid) => [vid, vid] as const)];
  const borders = [...new Set(ranges.flatMap(([first, last]) => [first, last + 1]))].sort((one, other) => one - other);
  const isNamed = (vid: number) => used.has(vid) || named.some(([first, last]) => first <= vid && vid <= last);
  const cells = borders.slice(0, -1).flatMap((first, index) => {
    const last = (borders[index + 1] ?? first + 1) - 1;
    return cellAt(place, [first, last], isNamed(first), worstAt) ?? [];
  });
  const bare = cellAt(place, null, true, worstAt);
  return [...(bare === null ? [] : [bare]), ...merged(cells, used)];
}

function cellAt(
  place: Place,
  range: [number, number] | null,
  named: boolean,
  worstAt: ReturnType<typeof worstFinder>,
): VlanPlaceCell | null {
  const cell = cellOf(place, range?.[0] ?? null);
  if (cell === null) return null;
  const { own, guests, passage, files, told } = cell;
  const [first, last] = range ?? [0, -1];
  const vids = named ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : [first, last];
  return {
    ...{ range, named, passage, own, files },
    guests: guests.map(({ name, isRunning, tags }) => ({ name, running: isRunning, tags })),
    switch: told,
    severity: worstAt(place.id, vids),
  };
}

function merged(cells: readonly VlanPlaceCell[], used: ReadonlySet<number>): VlanPlaceCell[] {
  const said = ({ range: _, ...rest }: VlanPlaceCell) => JSON.stringify(rest);
  const isUsed = ({ range }: VlanPlaceCell) => range !== null && used.has(range[0]);
  const rows: VlanPlaceCell[] = [];
  for (const cell of cells) {
    const before = rows.at(-1);
    const isNext = before?.range != null && cell.range !== null && before.range[1] + 1 === cell.range[0];
    if (before?.range != null && cell.range !== null && isNext && !isUsed(before) && !isUsed(cell) && said(before) === said(cell))
      before.range = [before.range[0], cell.range[1]];
    else rows.push(cell);
  }
  return rows;
}

function vlanDisagreement(one: Disagreement, places: ReadonlyMap<string, Place>): VlanDisagreement {
  const { kind, severity, confidence, vids, guests, title, observed, expected, rule } = one;
  const at = one.places.flatMap((id) => places.get(id) ?? []).map(({ host, name }) => ({ host, name }));
  return { kind, severity, confidence, places: at, vids, guests, title, observed, expected, rule };
}
