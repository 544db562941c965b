import { count } from "#components/ui/format.ts";
import { rowsPerPage } from "#components/ui/paging.ts";
import type { ChangeGroup } from "#lib/engine/drift/change.ts";
import type { HostStatus } from "#lib/engine/drift/fleet/fold.ts";

/** What the URL of the page of changes asks for. */
export interface ChangesView {
  /** "24h", "7d", "known-good", "window:ID", or a time. */
  from: string;
  /** "now", or a time. */
  to: string;
  by: "meaning" | "host";
  group?: ChangeGroup | undefined;
  effect?: "now" | "waiting" | undefined;
  /** One change by its very words. */
  words?: string | undefined;
  status?: HostStatus | undefined;
  text?: string | undefined;
  cluster?: string | undefined;
  site?: string | undefined;
  /** Counted from 1; the first where it is left out. */
  page?: number | undefined;
}

/** The view without anything asked for. */
export const plainView: ChangesView = { from: "24h", to: "now", by: "meaning" };

const defaults: Readonly<Record<string, string>> = { from: plainView.from, to: plainView.to, by: plainView.by, page: "1" };
const parameters = ["from", "to", "by", "group", "effect", "words", "status", "text", "cluster", "site", "page"] as const;

/** The address of a view with something changed, on its first page; what is undefined or as by default is left out. */
export function changesHref(view: ChangesView, change: Partial<ChangesView> = {}): string {
  const next = { ...view, page: undefined, ...change };
  const given = parameters.flatMap((name) => {
    const value = next[name] === undefined ? "" : String(next[name]);
    return value === "" || value === defaults[name] ? [] : [[name, value] as [string, string]];
  });
  return given.length === 0 ? "/changes" : `/changes?${new URLSearchParams(given)}`;
}

/** How many pages so many lines or hosts fill; at least one. */
export function pagesOf(total: number): number {
  return Math.max(1, Math.ceil(total / rowsPerPage));
}

/** What of a list a page shows: "8 lines", or "51–100 of 500 lines". */
export function rangeWords(page: number, total: number, noun: string): string {
  if (total <= rowsPerPage) return count(total, noun);
  const first = (page - 1) * rowsPerPage;
  return `${first + 1}–${Math.min(first + rowsPerPage, total)} of ${count(total, noun)}`;
}

/** Whether some hosts or some changes are left out. */
export function isFiltered(view: ChangesView): boolean {
  const { text, cluster, site } = view;
  return leavesOutChanges(view) || [text, cluster, site].some((part) => part !== undefined && part !== "");
}

/** Whether there may be more to tell of the same hosts. */
export function leavesOutChanges({ group, effect, words, status }: ChangesView): boolean {
  return [group, effect, words, status].some((part) => part !== undefined);
}

/** The part Changes of a host's page with the very states that were compared. */
export function hostHref(hostId: string, from: string | undefined, to: string | undefined): string {
  const states = from === undefined || to === undefined ? "" : `&from=${from}&to=${to}`;
  return `/hosts/${hostId}?tab=changes${states}`;
}
