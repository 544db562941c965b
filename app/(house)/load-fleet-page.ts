import { z } from "zod";
import { type FleetView, hostsPerPage, pagesOf } from "#components/fleet/fleet-view.ts";
import { countFleet, FleetQuery, listFleet } from "#lib/db/fleet.ts";
import { type FleetSummary, listUnseenHosts, summariseFleet, type UnseenHost } from "#lib/db/fleet-summary.ts";
import type { HostSummary } from "#lib/db/host-summary.ts";

/** What the fleet page shows at once; `view.page` is a page that there is. */
export interface FleetPage {
  view: FleetView;
  hosts: HostSummary[];
  /** Hosts that fit the view, on all its pages. */
  total: number;
  sums: FleetSummary;
  unseen: { hosts: UnseenHost[]; total: number };
}

const shownUnseen = 6;
const Page = z.coerce.number().int().min(1).catch(1);

/** Loads the fleet as the query parameters ask for it; parameters that do not fit are left out. */
export async function loadFleetPage(parameters: Record<string, string | string[] | undefined>): Promise<FleetPage> {
  const single = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
  const query = FleetQuery.parse(single);
  const [total, sums, unseen] = await Promise.all([countFleet(query), summariseFleet(), listUnseenHosts(shownUnseen)]);
  const page = Math.min(Page.parse(single.page), pagesOf(total));
  const hosts = await listFleet({ ...query, limit: hostsPerPage, offset: (page - 1) * hostsPerPage });
  return { view: { ...query, page }, hosts, total, sums, unseen };
}
