import { postmortems } from "./index.ts";
import type { Postmortem } from "./schema.ts";

/** Where a report comes from: shipped with Bulkhead, written here, or a file of the folder that BULKHEAD_POSTMORTEMS names. */
export type Origin = "shipped" | "own" | "folder";

/** An incident of the library. */
export type LibraryEntry = Postmortem & { origin: Origin };

/** All incidents, newest first and those without a day last. Of two with one id the shipped one stays, then the one that was written here. */
export function libraryOf(own: readonly Postmortem[], folder: readonly Postmortem[]): LibraryEntry[] {
  const entries = new Map<string, LibraryEntry>();
  const add = (origin: Origin, reports: readonly Postmortem[]) => {
    for (const report of reports) if (!entries.has(report.id)) entries.set(report.id, { ...report, origin });
  };
  add("shipped", postmortems);
  add("own", own);
  add("folder", folder);
  return [...entries.values()].toSorted((one, other) => (other.date ?? "").localeCompare(one.date ?? ""));
}

/** Incidents in whose chain a rule stands. */
export function incidentsOfRule(rule: string, library: readonly LibraryEntry[]): LibraryEntry[] {
  return library.filter(({ chain }) => chain.some((link) => link.rules.includes(rule)));
}
