import { plainLine, plainText } from "#lib/plain-text.ts";

/** Two that XML 1.0 forbids although they are no control characters. */
const nonCharacters = /[\ufffe\uffff]/g;

/** Text of a host as XML 1.0 may carry it, before `<` and its like are escaped: what it forbids becomes visible as `\x00` or `\ufffe`. */
export function xmlText(text: string): string {
  return visible(plainText(text.replaceAll("\r\n", "\n")));
}

/** The same for an attribute, in which a newline would become a blank anyway. */
export function xmlLine(text: string, maximumCharacters = 300): string {
  return visible(plainLine(text, maximumCharacters));
}

function visible(text: string): string {
  return text.replace(nonCharacters, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}
