import { renewCalendarToken } from "#lib/db/calendar-feed.ts";
import { env } from "#lib/env.ts";
import { route } from "#lib/http/route.ts";

/** A new secret address under which calendars read the maintenance windows; the one before stops working. */
export const POST = route({
  access: "admin",
  status: 201,
  run: async ({ user }) => ({ url: `${env().publicUrl}/api/v1/calendar/${await renewCalendarToken(user.email)}.ics` }),
});
