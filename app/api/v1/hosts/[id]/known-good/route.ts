import { markKnownGood } from "#lib/db/known-good.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** The host is as it should be now: changes are told against this state. */
export const POST = route({
  access: "admin",
  params: IdParam,
  run: ({ params, user }) => markKnownGood(params.id, user.email, new Date()),
});
