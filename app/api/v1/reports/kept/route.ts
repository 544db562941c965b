import { z } from "zod";
import { listStoredReports } from "#lib/db/reports.ts";
import { route } from "#lib/http/route.ts";

const Query = z.object({ limit: z.coerce.number().int().min(1).max(500).catch(100) });

/** The reports that are kept, newest first. */
export const GET = route({ access: "user", query: Query, run: async ({ query }) => ({ reports: await listStoredReports(query.limit) }) });
