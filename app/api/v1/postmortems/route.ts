import { loadLibrary } from "#lib/db/library.ts";
import { addOwnPostmortem, PostmortemInput } from "#lib/db/own-postmortems.ts";
import { route } from "#lib/http/route.ts";

/** Every incident without its story: shipped, of the folder, and own. */
export const GET = route({
  access: "user",
  run: async () => ({ postmortems: (await loadLibrary()).entries.map(({ body: _, ...head }) => head) }),
});

/** Stores an own incident, sent as Markdown with front matter. */
export const POST = route({
  access: "admin",
  body: PostmortemInput,
  status: 201,
  run: ({ body, user }) => addOwnPostmortem(body, user.email),
});
