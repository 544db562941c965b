/** Controls other than tab and newline, direction marks, line separators, lone surrogates: what a terminal or a page could be tricked with. */
const unsafe = /(?![\t\n])\p{Cc}|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/**
 * Text from a host as plain text on any screen: control characters, terminal escapes and direction overrides become visible
 * as `\x1b` or `\u202e`; everything else, tabs and newlines too, stays as it was.
 */
export function plainText(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.charCodeAt(0);
    return code <= 0xff ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** The same on a single line: newlines and tabs become spaces, and what is longer than `maximumCharacters` ends in an ellipsis. */
export function plainLine(text: string, maximumCharacters = 300): string {
  const line = plainText(text.replace(/[\r\n\t]+/g, " ")).trim();
  return line.length <= maximumCharacters ? line : `${line.slice(0, maximumCharacters - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** A value of JSON's kinds with every text inside it made plain; names of members stay as they are. */
export function plainTexts<T>(value: T): T {
  return plainWithin(value) as T;
}

function plainWithin(value: unknown): unknown {
  if (typeof value === "string") return plainText(value);
  if (Array.isArray(value)) return value.map(plainWithin);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainWithin(member)]));
}
