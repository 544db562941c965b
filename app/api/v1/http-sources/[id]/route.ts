import { changeHttpSource, removeHttpSource } from "#lib/db/http-sources.ts";
import { IdParam, route } from "#lib/http/route.ts";
import { HttpSourceInput } from "#lib/http-source.ts";

/** Changes a source; its header stays as it is where none is sent, and goes when the address changes. */
export const PUT = route({
  access: "admin",
  params: IdParam,
  body: HttpSourceInput,
  run: ({ params, body, user }) => changeHttpSource(params.id, body, user.email),
});

export const DELETE = route({ access: "admin", params: IdParam, run: ({ params, user }) => removeHttpSource(params.id, user.email) });
