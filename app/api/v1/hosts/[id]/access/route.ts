import { z } from "zod";
import { changeAccess } from "#lib/db/manage-hosts.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** Gives a host the way in and the host keys of a test of it that has passed. */
export const PUT = route({
  access: "admin",
  params: IdParam,
  body: z.object({ wayInTestId: z.uuid() }),
  run: ({ params, body, user }) => changeAccess(params.id, body.wayInTestId, user.email),
});
