/** "a", "a and b", "a, b and 3 more": a list that stays short however long it is. */
export function listed(items: readonly string[], limit = 4): string {
  const shown = items.length > limit ? [...items.slice(0, limit - 1), `${items.length - limit + 1} more`] : [...items];
  const last = shown.pop();
  if (last === undefined) return "none";
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}

/** A finding points to so many lines at most: more prove no more. */
export const maximumCites = 24;

/** "1 line", "3 lines". */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** Counters that grow are told exactly while they are small: "12 errors", "over 1000 errors", so that a finding's words stay between visits. */
export function roughly(count: number, singular: string, plural = `${singular}s`): string {
  if (count < 100) return counted(count, singular, plural);
  const unit = 10 ** Math.floor(Math.log10(count));
  return `over ${Math.floor(count / unit) * unit} ${plural}`;
}

/** Quotes do not help against these: a terminal acts on them as they are pasted, and a backtick ends the command in our own sentences. */
const untypable = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029`]/u;

/**
 * One word of a command to paste: quoted unless it is plain, so that a name from a host never becomes shell. Controls and backticks
 * stand in it as bash(1) writes them between $' and '.
 */
export function shellWord(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  if (!untypable.test(word)) return `'${word.replaceAll("'", "'\\''")}'`;
  return `$'${[...word].map(ansiQuoted).join("")}'`;
}

function ansiQuoted(character: string): string {
  if (character === "'" || character === "\\") return `\\${character}`;
  if (!untypable.test(character)) return character;
  const hexadecimal = (character.codePointAt(0) ?? 0).toString(16);
  return hexadecimal.length <= 4 ? `\\u${hexadecimal.padStart(4, "0")}` : `\\U${hexadecimal.padStart(8, "0")}`;
}

/** Distinct items by key, the first of each. */
export function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(keyOf(item))) seen.set(keyOf(item), item);
  return [...seen.values()];
}

/** Items by key, in the order of their first appearance. */
export function groupBy<T, Key extends string>(items: readonly T[], keyOf: (item: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
