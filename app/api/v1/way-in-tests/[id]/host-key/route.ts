import { z } from "zod";
import { confirmHostKey } from "#lib/db/way-in-tests.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** Confirms the host key that a test was offered; the test goes on from there. */
export const POST = route({
  access: "admin",
  params: IdParam,
  body: z.object({ fingerprint: z.string() }),
  run: ({ params, body, user }) => confirmHostKey(params.id, body.fingerprint, user.email),
});
