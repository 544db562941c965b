import { Acceptance, acceptFinding, reopenFinding } from "#lib/db/accept-finding.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** Leaves a finding as it is, with a reason and perhaps a day. */
export const PUT = route({
  access: "admin",
  params: IdParam,
  body: Acceptance,
  run: ({ params, body, user }) => acceptFinding(params.id, body, user.email, new Date()),
});

/** It counts again. */
export const DELETE = route({ access: "admin", params: IdParam, run: ({ params, user }) => reopenFinding(params.id, user.email) });
