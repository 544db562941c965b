import { changedFields, compareBy } from "./compare.ts";
import type { Difference, Thing } from "./watch.ts";
import { textOf } from "./words.ts";

/** What differs between the things of one kind at two visits. */
export interface Differences {
  differences: Difference[];
  /** Labels that are known of a thing at one of the visits only, with how many things that is so of. */
  halfKnown: ReadonlyMap<string, number>;
}

/** Compares things by identity: their key, or the alias of one that went and one that came. `idOf` makes the id of a change of a key. */
export function differencesOf(before: readonly Thing[], now: readonly Thing[], idOf: (key: string) => string): Differences {
  const [old, current] = [byKey(before), byKey(now)];
  const { added, removed, changed } = compareBy(comparable(old), comparable(current), ({ key }) => key);
  const pairs = changed.map(({ key }) => ({ key, before: old.get(key), now: current.get(key) }));
  const renamed = sameByAlias(
    removed.map(({ key }) => key),
    added.map(({ key }) => key),
    { old, current },
  );
  const settled = new Set(renamed.flatMap(({ from, to }) => [`-${from}`, `+${to}`]));
  const halfKnown = new Map<string, number>();
  const both = [...pairs, ...renamed.map(({ alias, from, to }) => ({ key: `~${alias}`, before: old.get(from), now: current.get(to) }))];
  return {
    differences: [
      ...both.flatMap(({ key, ...pair }) => changedOf(idOf(key), pair, halfKnown)),
      ...removed.flatMap(({ key }) =>
        settled.has(`-${key}`) ? [] : [{ id: idOf(key), before: old.get(key) ?? null, now: null, labels: [] }],
      ),
      ...added.flatMap(({ key }) =>
        settled.has(`+${key}`) ? [] : [{ id: idOf(key), before: null, now: current.get(key) ?? null, labels: [] }],
      ),
    ],
    halfKnown,
  };
}

function byKey(things: readonly Thing[]): Map<string, Thing> {
  return new Map(things.flatMap((thing) => (thing.key === null ? [] : [[thing.key, thing] as const])));
}

/** Names and lines may be others at every visit: only what a thing says makes it differ. */
function comparable(things: ReadonlyMap<string, Thing>): { key: string; says: Record<string, string | undefined> }[] {
  return [...things].map(([key, { says }]) => ({ key, says: comparableSays(says) }));
}

/** By what a person would read: none is none, however the host spells it. */
function comparableSays(says: Thing["says"]): Record<string, string | undefined> {
  const known = Object.entries(says).map(([label, value]) => [
    label,
    value === undefined ? undefined : textOf(value, Number.POSITIVE_INFINITY),
  ]);
  return Object.fromEntries(known);
}

function changedOf(
  id: string,
  { before, now }: { before: Thing | undefined; now: Thing | undefined },
  halfKnown: Map<string, number>,
): Difference[] {
  if (before === undefined || now === undefined) return [];
  const differing = changedFields(comparableSays(before.says), comparableSays(now.says));
  const isKnown = (label: string) => before.says[label] !== undefined && now.says[label] !== undefined;
  for (const label of differing) if (!isKnown(label)) halfKnown.set(label, (halfKnown.get(label) ?? 0) + 1);
  const order = Object.keys(now.says);
  const labels = differing.filter(isKnown).sort((one, other) => order.indexOf(one) - order.indexOf(other));
  return labels.length === 0 ? [] : [{ id, before, now, labels }];
}

/** Of each alias that exactly one of the things that went and exactly one of those that came has: which they are. */
function sameByAlias(
  removed: readonly string[],
  added: readonly string[],
  { old, current }: { old: ReadonlyMap<string, Thing>; current: ReadonlyMap<string, Thing> },
): { alias: string; from: string; to: string }[] {
  const went = singlesByAlias(removed, old);
  const came = singlesByAlias(added, current);
  return [...went].flatMap(([alias, from]) => {
    const to = came.get(alias);
    return to === undefined ? [] : [{ alias, from, to }];
  });
}

function singlesByAlias(keys: readonly string[], things: ReadonlyMap<string, Thing>): Map<string, string> {
  const aliases = keys.map((key) => things.get(key)?.alias ?? null);
  return new Map(
    keys.flatMap((key, index) => {
      const alias = aliases[index] ?? null;
      return alias !== null && aliases.indexOf(alias) === aliases.lastIndexOf(alias) ? [[alias, key] as const] : [];
    }),
  );
}
