import type { NotCompared } from "#lib/engine/drift/change.ts";
import type { HostChanges } from "#lib/engine/drift/fleet/fold.ts";
import { list } from "#lib/format.ts";
import { factWords } from "#lib/reports/host/not-read.ts";

const namedFacts = 4;

/** The facts that were not read at both visits, by name: "mounts, routes and 3 more". */
export function factsWords(notCompared: readonly NotCompared[]): string {
  return list([...new Set(notCompared.map(({ fact }) => factWords[fact]))], namedFacts);
}

/** Why something of a host could not be compared, in one sentence without its subject. */
export function unseenWords({ limits, notCompared }: Pick<HostChanges, "limits" | "notCompared">): string {
  const [limit] = limits;
  return limit === undefined ? `not read at both visits: ${factsWords(notCompared)}` : limit.words;
}
