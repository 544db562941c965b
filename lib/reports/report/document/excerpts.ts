import type { Cite } from "#lib/facts/cite.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import type { Block } from "./block.ts";

/** The lines that prove something, each file or command by itself. */
export function excerpts(cites: readonly Pick<Cite, "source" | "line" | "text">[]): Block[] {
  return [...groupBy(cites, ({ source }) => source)].map(([source, lines]) => ({
    kind: "excerpt",
    source,
    lines: lines.map(({ line, text }) => ({ number: line, text })),
  }));
}
