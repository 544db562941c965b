import { networkOf } from "#lib/rules/shared/subnets.ts";
import { uniqueBy } from "#lib/rules/shared/wording.ts";
import { cellOf, namedRanges, nativeOf } from "./cells.ts";
import type { VlanCell, VlanRow } from "./model.ts";
import type { Place } from "./places.ts";

/** VLANs first to last that every place treats alike. */
interface Stretch {
  first: number;
  last: number;
  cells: (VlanCell | null)[];
  pattern: string;
  /** Somebody is in it, or it is a PVID: it keeps a row of its own. */
  isUsed: boolean;
}

/**
 * The rows that these places need: VLANs that somebody uses or names. A trunk of 2–4094 makes none by itself, and neighbours that
 * every place treats alike are one. The first is that of untagged frames without a VLAN, where there are any.
 */
export function rowsOf(places: readonly Place[]): VlanRow[] {
  const used = new Set(places.flatMap(usedVids));
  const bare = places.map((place) => cellOf(place, null));
  const rows = merged(stretchesOf(places, used)).map(
    ({ first, last, cells }): VlanRow => ({ range: [first, last], subnets: subnetsIn(places, first, last), cells }),
  );
  return bare.every((cell) => cell === null) ? rows : [{ range: null, subnets: [], cells: bare }, ...rows];
}

function stretchesOf(places: readonly Place[], used: ReadonlySet<number>): Stretch[] {
  const ranges = uniqueBy([...places.flatMap(namedRanges), ...[...used].map((vid): [number, number] => [vid, vid])], String);
  const borders = [...new Set(ranges.flatMap(([first, last]) => [first, last + 1]))].sort((one, other) => one - other);
  const isNamed = coverage(ranges);
  return borders.slice(0, -1).flatMap((first, index): Stretch[] => {
    const last = (borders[index + 1] ?? first + 1) - 1;
    if (!isNamed(first)) return [];
    const cells = places.map((place) => cellOf(place, first));
    if (cells.every((cell) => cell === null)) return [];
    return [{ first, last, cells, pattern: JSON.stringify(cells), isUsed: used.has(first) }];
  });
}

/** Tells whether a VLAN lies in one of the ranges, by sums over their borders. */
function coverage(ranges: readonly (readonly [number, number])[]): (vid: number) => boolean {
  const steps = new Int32Array(4097);
  for (const [first, last] of ranges) {
    steps[first] = (steps[first] ?? 0) + 1;
    steps[last + 1] = (steps[last + 1] ?? 0) - 1;
  }
  let open = 0;
  const isNamed = Array.from(steps, (step) => {
    open += step;
    return open > 0;
  });
  return (vid) => isNamed[vid] ?? false;
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const rows: Stretch[] = [];
  for (const stretch of stretches) {
    const before = rows.at(-1);
    const isAlike = before !== undefined && before.last + 1 === stretch.first && before.pattern === stretch.pattern;
    if (isAlike && !before.isUsed && !stretch.isUsed) before.last = stretch.last;
    else rows.push({ ...stretch });
  }
  return rows;
}

/** VLANs that somebody at a place is in, and those that its untagged frames are in. */
export function usedVids(place: Place): number[] {
  const tables = place.kind === "filters" ? (place.table?.ports ?? []) : [];
  const told = place.uplinks.flatMap((uplink) => [uplink.told?.nativeVlan, uplink.configured?.pvid]);
  const all = [
    ...tables.map(({ pvid }) => pvid),
    ...place.own.map(({ vid }) => vid),
    ...place.guests.map(({ vid }) => vid),
    ...place.legs.map(({ vid }) => vid),
    ...told,
  ];
  return [...new Set(all)].filter((vid) => vid != null && vid >= 1 && vid <= 4094) as number[];
}

/** Subnets of hosts' addresses, the commonest first. */
function subnetsIn(places: readonly Place[], first: number, last: number): string[] {
  const counts = new Map<string, number>();
  for (const place of places) {
    for (const own of place.own) {
      const vid = own.vid ?? nativeOf(place);
      const isHere = vid !== null && first <= vid && vid <= last;
      const subnet = isHere && !own.address.includes(":") ? networkOf(own) : null;
      if (subnet !== null) counts.set(subnet, (counts.get(subnet) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([subnet]) => subnet);
}
