import { declare, listDeclarations } from "#lib/db/declarations.ts";
import { DeclarationInput } from "#lib/facts/declared.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({ access: "user", run: async () => ({ declarations: await listDeclarations() }) });

/** Declares what no host can tell; who and when is noted. */
export const POST = route({
  access: "admin",
  body: DeclarationInput,
  status: 201,
  run: ({ body, user }) => declare(body, user.email, new Date()),
});
