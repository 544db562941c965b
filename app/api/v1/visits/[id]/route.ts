import { loadVisit } from "#lib/db/visits.ts";
import { IdParam, route } from "#lib/http/route.ts";

export const GET = route({ access: "user", params: IdParam, run: async ({ params }) => ({ visit: await loadVisit(params.id) }) });
