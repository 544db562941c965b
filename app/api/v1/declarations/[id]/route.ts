import { declareAnew, retractDeclaration } from "#lib/db/declarations.ts";
import { DeclarationInput } from "#lib/facts/declared.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** Says it anew, changed or not: it counts as said today. */
export const PUT = route({
  access: "admin",
  params: IdParam,
  body: DeclarationInput,
  run: ({ params, body, user }) => declareAnew(params.id, body, user.email, new Date()),
});

export const DELETE = route({ access: "admin", params: IdParam, run: ({ params, user }) => retractDeclaration(params.id, user.email) });
