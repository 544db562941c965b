import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeJson } from "#lib/facts/cite.ts";

/**
 * Reads an array as `ip -j` and `bridge -j` print it, element by element. No output at all is an empty list (iproute2 before 4.20
 * prints nothing for none), and empty objects are left out (it prints `{}` for each element that a filter dropped).
 * Throws where the text is no JSON array or an element does not fit.
 */
export function jsonElements<T extends z.ZodType>(section: Section, element: T): { value: z.infer<T>; at: Cite }[] {
  if (section.text.trim() === "") return [];
  const raw = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(section.text));
  return raw
    .filter((item) => Object.keys(item).length > 0)
    .map((item) => ({ value: element.parse(item), at: citeJson(section.source, item) }));
}

/** The word after `key` in the words of a line, as iproute2 prints its attributes; null where it is not there. */
export function wordAfter(words: readonly string[], key: string): string | null {
  const index = words.indexOf(key);
  return index < 0 ? null : (words[index + 1] ?? null);
}

/** Words of a line, split at blanks. */
export function wordsOf(line: string): string[] {
  return line.split(/[ \t]+/).filter((word) => word !== "");
}
