import { z } from "zod";
import { loadEntry } from "#lib/db/library.ts";
import { changeOwnPostmortem, PostmortemInput, removeOwnPostmortem } from "#lib/db/own-postmortems.ts";
import { route } from "#lib/http/route.ts";
import { PostmortemIdText } from "#lib/postmortems/schema.ts";

const Params = z.object({ id: PostmortemIdText });

export const GET = route({ access: "user", params: Params, run: ({ params }) => loadEntry(params.id) });

/** Replaces an own incident; the answer carries its id, which may be a new one. */
export const PUT = route({
  access: "admin",
  params: Params,
  body: PostmortemInput,
  run: ({ params, body, user }) => changeOwnPostmortem(params.id, body, user.email),
});

export const DELETE = route({ access: "admin", params: Params, run: ({ params, user }) => removeOwnPostmortem(params.id, user.email) });
