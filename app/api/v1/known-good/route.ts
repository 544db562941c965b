import { HostsToMark, markManyKnownGood } from "#lib/db/known-good.ts";
import { route } from "#lib/http/route.ts";

/** Several hosts are as they should be now: changes are told against these states. */
export const POST = route({
  access: "admin",
  body: HostsToMark,
  run: ({ body, user }) => markManyKnownGood(body, user.email, new Date()),
});
