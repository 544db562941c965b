import { z } from "zod";
import { deleteReport, keepReport, loadStoredReport } from "#lib/db/reports.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** How far a report is, and what it was made from. */
export const GET = route({ access: "user", params: IdParam, run: async ({ params }) => ({ report: await loadStoredReport(params.id) }) });

/** Keeps it until it is removed by hand, or lets go of it: then it goes as the others do. */
export const PATCH = route({
  access: "admin",
  params: IdParam,
  body: z.strictObject({ keep: z.boolean() }),
  run: ({ params, body, user }) => keepReport(params.id, body.keep, user.email),
});

export const DELETE = route({ access: "admin", params: IdParam, run: ({ params, user }) => deleteReport(params.id, user.email) });
