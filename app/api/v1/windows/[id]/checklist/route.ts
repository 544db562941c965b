import { addLine, ChecklistInput } from "#lib/db/checklist.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** Adds a line of one's own. */
export const POST = route({
  access: "admin",
  params: IdParam,
  body: ChecklistInput,
  status: 201,
  run: ({ params, body, user }) => addLine(params.id, body, user.email),
});
