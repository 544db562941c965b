import { plainLine } from "#lib/plain-text.ts";

/** The words of an event as the beginning of a line: "Reboot kvm-01". */
export function eventLine(words: string): string {
  const line = plainLine(words);
  return `${line.slice(0, 1).toUpperCase()}${line.slice(1)}`;
}
