import { z } from "zod";
import { listKeptReports } from "#lib/db/kept-reports.ts";
import { route } from "#lib/http/route.ts";

const Query = z.object({
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  limit: z.coerce.number().int().min(1).max(500).catch(100),
});

/** One page of the reports that are kept, newest first, and how many there are in all. */
export const GET = route({ access: "user", query: Query, run: ({ query }) => listKeptReports(query.page, query.limit) });
