import { DriftQuery, loadDrift } from "#lib/db/drift.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** How a host differs between two of its states. */
export const GET = route({
  access: "user",
  params: IdParam,
  query: DriftQuery,
  run: ({ params, query }) => loadDrift(params.id, query),
});
