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
  const raw = z.array(z.record(z.string(), z.unknown())).safeParse(JSON.parse(section.text));
  if (!raw.success) throw new Error(`${section.source} is not an array of objects`);
  const elements = raw.data.filter((item) => Object.keys(item).length > 0);
  return elements.map((item) => ({ value: parseElement(section, element, item), at: citeJson(section.source, item) }));
}

function parseElement<T extends z.ZodType>(section: Section, element: T, item: unknown): z.infer<T> {
  const parsed = element.safeParse(item);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${section.source}: ${issue?.path.join(".")}: ${issue?.message}`);
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
