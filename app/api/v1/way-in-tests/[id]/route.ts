import { loadWayInTest } from "#lib/db/way-in-tests.ts";
import { IdParam, route } from "#lib/http/route.ts";

export const GET = route({ access: "admin", params: IdParam, run: async ({ params }) => ({ wayInTest: await loadWayInTest(params.id) }) });
