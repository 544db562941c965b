import { AccessInput } from "#lib/access.ts";
import { startWayInTest } from "#lib/db/way-in-tests.ts";
import { route } from "#lib/http/route.ts";

/** Tries a way in before there is a host. */
export const POST = route({
  access: "admin",
  body: AccessInput,
  status: 202,
  run: async ({ body, user }) => ({ wayInTestId: await startWayInTest(body, user.email) }),
});
