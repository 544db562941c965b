import { FleetHistoryQuery, loadFleetHistory } from "#lib/db/fleet-history.ts";
import { route } from "#lib/http/route.ts";

/** How the scores and the coverage of the fleet went. */
export const GET = route({
  access: "user",
  query: FleetHistoryQuery,
  run: ({ query }) => loadFleetHistory(query, new Date()),
});
