import { requestVisit } from "#lib/db/request-visit.ts";
import { listVisits } from "#lib/db/visits.ts";
import { IdParam, route } from "#lib/http/route.ts";

export const GET = route({ access: "user", params: IdParam, run: async ({ params }) => ({ visits: await listVisits(params.id) }) });

/** "Collect now": the id of the visit that is queued, or of the one that is under way already. */
export const POST = route({
  access: "user",
  params: IdParam,
  status: 202,
  run: async ({ params }) => ({ visitId: await requestVisit(params.id, "demand") }),
});
