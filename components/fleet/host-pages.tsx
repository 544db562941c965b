import { Pages } from "#components/ui/pages.tsx";
import { type FleetView, fleetHref, pagesOf } from "./fleet-view.ts";

/** The pages of hosts before and after this one. */
export function HostPages({ view, total }: { view: FleetView; total: number }) {
  return <Pages label="Pages of hosts" page={view.page ?? 1} pages={pagesOf(total)} hrefOf={(page) => fleetHref(view, { page })} />;
}
