import { z } from "zod";
import { closeWindow } from "#lib/db/maintenance.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** Closes the window; `markKnownGood`: from now on changes of its hosts are told against what they are like now. */
export const POST = route({
  access: "admin",
  params: IdParam,
  body: z.strictObject({ verdict: z.enum(["as-before", "better", "worse", "unreachable"]), markKnownGood: z.boolean().default(false) }),
  run: ({ params, body, user }) => closeWindow(params.id, body, user.email, new Date()),
});
