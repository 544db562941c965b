import { z } from "zod";
import { closeWindow } from "#lib/db/maintenance.ts";
import { IdParam, route } from "#lib/http/route.ts";
import { PostCheckVerdict } from "#lib/maintenance/post-check.ts";

/** Closes the window; `markKnownGood`: from now on changes of its hosts are told against what they are like now. */
export const POST = route({
  access: "admin",
  params: IdParam,
  body: z.strictObject({ verdict: PostCheckVerdict, markKnownGood: z.boolean().default(false) }),
  run: ({ params, body, user }) => closeWindow(params.id, body, user.email, new Date()),
});
