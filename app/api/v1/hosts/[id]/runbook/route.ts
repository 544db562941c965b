import { loadRunbook } from "#lib/db/runbook.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** What to have on paper for the night in which this host does not come back. */
export const GET = route({ access: "user", params: IdParam, run: ({ params }) => loadRunbook(params.id) });
