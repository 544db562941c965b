import { audit } from "#lib/db/audit.ts";
import { withoutAccount } from "#lib/db/users.ts";
import { auth } from "./auth.ts";
import { isOwnOrigin } from "./origin.ts";

/** Makes the first account, which becomes the administrator. Afterwards, and to requests of foreign pages, it answers 403. */
export async function signUpOnce(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return refuse("This request does not come from Bulkhead's own pages: reload the page and try again.");
  const made = await withoutAccount(() => auth().handler(request));
  if (made === null) return refuse("There is an account already: sign in with it.");
  if (made.ok) await audit({ actor: "bulkhead", action: "account.created", subject: "first administrator" });
  return made;
}

function refuse(message: string): Response {
  return Response.json({ message }, { status: 403 });
}
