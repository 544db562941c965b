/** What became of items that are the same by key, whatever their order, their name or the line they stood in. */
export interface Comparison<T> {
  added: T[];
  removed: T[];
  changed: { key: string; before: T; now: T }[];
}

/**
 * Compares two lists by a stable identity (MAC address, serial number, VMID, mount point). An item whose key is null has none and is left
 * out; of two with one key the later counts, as the kernel and most configuration files mean it. Citations do not make items differ.
 */
export function compareBy<T>(before: readonly T[], now: readonly T[], keyOf: (item: T) => string | null): Comparison<T> {
  const [old, current] = [byKey(before, keyOf), byKey(now, keyOf)];
  const comparison: Comparison<T> = { added: [], removed: [], changed: [] };
  for (const [key, item] of current) {
    const was = old.get(key);
    if (was === undefined) comparison.added.push(item);
    else if (meaningOf(was) !== meaningOf(item)) comparison.changed.push({ key, before: was, now: item });
  }
  for (const [key, item] of old) if (!current.has(key)) comparison.removed.push(item);
  return comparison;
}

/** Names of the fields of two values that differ, sorted. */
export function changedFields<T extends object>(before: T, now: T): (keyof T & string)[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(now)]) as Set<keyof T & string>;
  return [...fields].filter((field) => meaningOf(before[field]) !== meaningOf(now[field])).sort();
}

/** One text for one meaning: keys sorted, citations left out. Lists keep their order. */
export function meaningOf(value: unknown): string {
  return JSON.stringify(canonical(value)) ?? "";
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T> {
  const found = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) found.set(key, item);
  }
  return found;
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  if (isCite(value)) return undefined;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, canonical(item)]));
}

function isCite(value: object): boolean {
  return Object.keys(value).length === 3 && "source" in value && "line" in value && "text" in value;
}
