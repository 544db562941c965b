import { deleteReport, loadStoredReport } from "#lib/db/reports.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** How far a report is, and what it was made from. */
export const GET = route({ access: "user", params: IdParam, run: async ({ params }) => ({ report: await loadStoredReport(params.id) }) });

export const DELETE = route({ access: "admin", params: IdParam, run: ({ params, user }) => deleteReport(params.id, user.email) });
