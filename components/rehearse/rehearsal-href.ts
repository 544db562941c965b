import type { Given } from "#lib/graph/given.ts";
import { givenToSearch } from "#lib/graph/given-search.ts";

/** The address of a rehearsal. */
export function rehearsalHref(given: readonly Given[]): string {
  return given.length === 0 ? "/rehearse" : `/rehearse?${givenToSearch(given)}`;
}

/** The same event, whoever wrote it down. */
export function sameGiven(one: Given, other: Given): boolean {
  return givenToSearch([one]) === givenToSearch([other]);
}
