import { loadTimeline, TimelineQuery } from "#lib/db/timeline.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** Visits that found a host changed, newest first, and how its score and coverage went. */
export const GET = route({
  access: "user",
  params: IdParam,
  query: TimelineQuery,
  run: ({ params, query }) => loadTimeline(params.id, query),
});
