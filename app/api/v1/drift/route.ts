import { FleetDriftQuery, listFleetDrift } from "#lib/db/fleet-drift.ts";
import { route } from "#lib/http/route.ts";

/** Which hosts changed and how: in the last hours or days, or since each was last called good. */
export const GET = route({
  access: "user",
  query: FleetDriftQuery,
  run: ({ query }) => listFleetDrift(query, new Date()),
});
