import { z } from "zod";
import { askCheck } from "#lib/db/window-checks.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** Visits every host of the window afresh, then decides: `GET /api/v1/windows/ID/checks/CHECK` tells how far it is. */
export const POST = route({
  access: "admin",
  params: IdParam,
  body: z.strictObject({ kind: z.enum(["pre", "post"]) }),
  status: 202,
  run: ({ params, body, user }) => askCheck(params.id, body.kind, user.email),
});
