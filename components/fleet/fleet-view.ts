import { count } from "#components/ui/format.ts";
import type { Scenario } from "#lib/rules/rule.ts";
import type { Severity } from "#lib/rules/severity.ts";

/** What the URL of the fleet page asks for. */
export interface FleetView {
  sort: "risk" | "name" | "coverage" | "last-visit" | "findings";
  direction?: "asc" | "desc" | undefined;
  severity?: Severity | undefined;
  scenario?: Scenario | undefined;
  state?: "unvisited" | "reachable" | "unreachable" | "denied" | "keyChanged" | undefined;
  text?: string | undefined;
  /** Counted from 1; the first where it is left out. */
  page?: number | undefined;
}

/** Hosts on one page: more rows take a browser longer than a reader has. */
export const hostsPerPage = 50;

/** How many pages so many hosts fill; at least one. */
export function pagesOf(total: number): number {
  return Math.max(1, Math.ceil(total / hostsPerPage));
}

/** What of the hosts a page shows: "8 hosts", or "51–100 of 500 hosts". */
export function rangeWords(page: number, total: number): string {
  if (total <= hostsPerPage) return count(total, "host");
  const first = (page - 1) * hostsPerPage;
  return `${first + 1}–${Math.min(first + hostsPerPage, total)} of ${count(total, "host")}`;
}

/** The direction in which each order is first shown: what needs attention stands on top. */
const firstDirection: Record<FleetView["sort"], "asc" | "desc"> = {
  risk: "desc",
  findings: "desc",
  name: "asc",
  coverage: "asc",
  "last-visit": "asc",
};

/** The address of a view with something changed, on its first page; what is undefined or default is left out. */
export function fleetHref(view: FleetView, change: Partial<FleetView>): string {
  const next = { ...view, page: undefined, ...change };
  const query = new URLSearchParams();
  if (next.text !== undefined && next.text !== "") query.set("text", next.text);
  if (next.severity !== undefined) query.set("severity", next.severity);
  if (next.scenario !== undefined) query.set("scenario", next.scenario);
  if (next.state !== undefined) query.set("state", next.state);
  if (next.sort !== "risk") query.set("sort", next.sort);
  if (next.direction !== undefined && next.direction !== firstDirection[next.sort]) query.set("direction", next.direction);
  if (next.page !== undefined && next.page > 1) query.set("page", String(next.page));
  return query.size === 0 ? "/" : `/?${query}`;
}

/** The direction that a view really has. */
export function directionOf(view: FleetView): "asc" | "desc" {
  return view.direction ?? firstDirection[view.sort];
}

/** The view that a click on a heading leads to: that order, or the other way round where it is the order already. */
export function sortedBy(view: FleetView, sort: FleetView["sort"]): Partial<FleetView> {
  if (view.sort !== sort) return { sort, direction: undefined };
  return { sort, direction: directionOf(view) === "asc" ? "desc" : "asc" };
}

/** Whether anything is left out of the list. */
export function isFiltered(view: FleetView): boolean {
  return [view.severity, view.scenario, view.state, view.text].some((part) => part !== undefined && part !== "");
}
