import { FleetChangesQuery, loadFleetChanges } from "#lib/db/fleet-changes.ts";
import { route } from "#lib/http/route.ts";

/** How the whole fleet differs between two moments, and of which hosts that cannot be told. */
export const GET = route({
  access: "user",
  query: FleetChangesQuery,
  run: ({ query }) => loadFleetChanges(query, new Date()),
});
