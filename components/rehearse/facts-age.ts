import { ago } from "#components/ui/format.ts";
import { plainLine } from "#lib/plain-text.ts";

/** A host is told of by name once what it said is as old as this: two rounds at the default pace have gone by without it. */
const staleMs = 3 * 3600 * 1000;

/** From when the facts are that an answer stands on. */
export interface FactsAge {
  /** "facts of 14:32", or whose are old. */
  words: string;
  isStale: boolean;
  /** Hosts that were never read: what they would change is open. */
  neverRead: string[];
}

/** `clock` writes a time of day as the reader's own clock does. */
export function factsAge(
  hosts: readonly { name: string; seenAt: string | null }[],
  now: Date,
  clock: (time: Date) => string = clockTime,
): FactsAge {
  const seen = hosts.flatMap(({ name, seenAt }) => (seenAt === null ? [] : [{ name, at: new Date(seenAt) }]));
  const sorted = seen.sort((one, other) => one.at.getTime() - other.at.getTime());
  const [oldest, newest] = [sorted[0], sorted.at(-1)];
  const neverRead = hosts.filter(({ seenAt }) => seenAt === null).map(({ name }) => name);
  if (oldest === undefined || newest === undefined) return { words: "no host was read yet", isStale: true, neverRead };
  const isStale = now.getTime() - oldest.at.getTime() > staleMs;
  const words = isStale ? `${plainLine(oldest.name, 60)} last read ${ago(oldest.at, now)}` : `facts of ${clock(newest.at)}`;
  return { words, isStale, neverRead };
}

function clockTime(time: Date): string {
  return `${String(time.getHours()).padStart(2, "0")}:${String(time.getMinutes()).padStart(2, "0")}`;
}

/** Sentences for hosts that were never read. */
export function neverReadSentences(names: readonly string[]): string[] {
  return names.map((name) => `${name} was never read: what it would change is open`);
}
