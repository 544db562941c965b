/**
 * Compares two versions as dpkg(1) and rpm(8) do, without epochs: parts of digits as numbers, everything else by character, "~" before
 * the end of the text. Negative where the first is older.
 */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = comparePart(left[index] ?? "", right[index] ?? "");
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The newest of some versions; undefined for none. */
export function newestVersion(versions: readonly string[]): string | undefined {
  return [...versions].sort(compareVersions).at(-1);
}

/** "8.4.1" is 8.4: what a change of release changes. */
export function majorMinor(version: string): string {
  return /^\d+(\.\d+)?/.exec(version.replace(/^\d+:/, ""))?.[0] ?? version;
}

/** The first number of a version without its epoch. */
export function major(version: string): string {
  return /^\d+/.exec(version.replace(/^\d+:/, ""))?.[0] ?? version;
}

function partsOf(version: string): string[] {
  return version.replace(/^\d+:/, "").match(/\d+|[^\d]+/g) ?? [];
}

function comparePart(one: string, other: string): number {
  const [isNumber, otherIsNumber] = [/^\d/.test(one), /^\d/.test(other)];
  if (isNumber && otherIsNumber) return Number(one) - Number(other);
  const difference = weights(one, other);
  return difference !== 0 ? difference : Number(isNumber) - Number(otherIsNumber);
}

/** "~" is less than nothing, letters less than other characters. */
function weights(one: string, other: string): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = weight(one[index]) - weight(other[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function weight(character: string | undefined): number {
  if (character === "~") return -1;
  if (character === undefined || /\d/.test(character)) return 0;
  return /[A-Za-z]/.test(character) ? character.charCodeAt(0) : character.charCodeAt(0) + 256;
}
