import { z } from "zod";
import { AccessInput } from "#lib/access.ts";
import { retryWayIn } from "#lib/db/way-in-tests.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** Tries a host's own way in again, or another one where `access` is given; with `forgetHostKeys` the key that it shows now is offered for confirmation. */
export const POST = route({
  access: "admin",
  params: IdParam,
  body: z.object({ forgetHostKeys: z.boolean().default(false), access: AccessInput.optional() }),
  status: 202,
  run: async ({ params, body, user }) => ({ wayInTestId: await retryWayIn(params.id, body, user.email) }),
});
