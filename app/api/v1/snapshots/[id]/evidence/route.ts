import { z } from "zod";
import { loadEvidence } from "#lib/db/evidence.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** The raw output of one source of a snapshot. */
export const GET = route({
  access: "user",
  params: IdParam,
  query: z.object({ source: z.string() }),
  run: ({ params, query }) => loadEvidence(params.id, query.source),
});
