import { pingDatabase } from "#lib/db/health.ts";
import { route } from "#lib/http/route.ts";

/** Whether this process and its database answer: for the supervisor and for whoever watches over Bulkhead. */
export const GET = route({ access: "public", run: async () => ({ status: "ok", databaseMs: await pingDatabase() }) });
