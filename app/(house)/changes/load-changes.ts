import { z } from "zod";
import { type ChangesView, pagesOf } from "#components/changes/fleet/changes-view.ts";
import type { Choices } from "#components/changes/fleet/span-form.tsx";
import { rowsPerPage } from "#components/ui/paging.ts";
import { type FleetChanges, FleetChangesQuery, loadFleetChanges } from "#lib/db/fleet-changes.ts";
import { type FleetHistory, loadFleetHistory } from "#lib/db/fleet-history.ts";
import { listPlaces } from "#lib/db/host-span.ts";
import { listBegunWindows } from "#lib/db/maintenance.ts";
import { Problem } from "#lib/problem.ts";

/** What the page of changes shows at once; `view.page` is a page that there is. */
export interface ChangesPage {
  view: ChangesView;
  choices: Choices & { hosts: number };
  /** A sentence where the address does not name two moments. */
  changes: FleetChanges | string;
  history: FleetHistory;
}

const Page = z.coerce.number().int().min(1).catch(1);
const { shape } = FleetChangesQuery;
/** Filters that do not fit are left out; moments that do not are told. */
const Filters = z.object({
  by: shape.by.catch("meaning"),
  group: shape.group.catch(undefined),
  effect: shape.effect.catch(undefined),
  words: shape.words.catch(undefined),
  status: shape.status.catch(undefined),
  text: shape.text.catch(undefined),
  cluster: shape.cluster.catch(undefined),
  site: shape.site.catch(undefined),
});

/** Compares the fleet as the query parameters ask for it. */
export async function loadChanges(parameters: Record<string, string | string[] | undefined>, now: Date): Promise<ChangesPage> {
  const single: Record<string, string | undefined> = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  const filters = Filters.parse(single);
  // A field for a time that was left empty keeps what was asked for in words.
  const moments = { from: single.from || single.since || "24h", to: single.to || "now" };
  const asked: ChangesView = { ...filters, ...moments, page: Page.parse(single.page) };
  const [{ hosts, clusters, sites }, windows, changes] = await Promise.all([listPlaces(), listBegunWindows(now), compare(asked, now)]);
  const page = typeof changes === "string" ? 1 : Math.min(asked.page ?? 1, pagesOf(changes.total));
  return { view: { ...asked, page }, choices: { hosts, clusters, sites, windows }, changes, history: await historyOf(asked, changes, now) };
}

/** A page after the last is the last. */
async function compare(asked: ChangesView, now: Date): Promise<FleetChanges | string> {
  const query = FleetChangesQuery.safeParse({ ...asked, limit: rowsPerPage, offset: ((asked.page ?? 1) - 1) * rowsPerPage });
  if (!query.success) return "The address does not name two moments: choose them above.";
  try {
    const changes = await loadFleetChanges(query.data, now);
    const pages = pagesOf(changes.total);
    return (asked.page ?? 1) > pages ? compare({ ...asked, page: pages }, now) : changes;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

/** Over the same time as the changes; a month where each host has a beginning of its own. */
async function historyOf({ text, cluster, site }: ChangesView, changes: FleetChanges | string, now: Date): Promise<FleetHistory> {
  const span =
    typeof changes === "string" || changes.from === null
      ? { from: "30d" }
      : { from: changes.from.toISOString(), to: changes.to.toISOString() };
  return loadFleetHistory({ ...span, text, cluster, site }, now);
}
