import { loadRetention, saveRetention, storedBytes } from "#lib/db/report-retention.ts";
import { route } from "#lib/http/route.ts";
import { Retention } from "#lib/reports/schedules/retention.ts";

/** How long reports are kept, and what their files take now. */
export const GET = route({
  access: "user",
  run: async () => ({ retention: await loadRetention(), storedBytes: await storedBytes() }),
});

/** Nothing goes at once: each report says when it goes, a week ahead at least. */
export const PUT = route({ access: "admin", body: Retention, run: ({ body, user }) => saveRetention(body, user.email, new Date()) });
