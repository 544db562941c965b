import { withoutAccount } from "#lib/db/users.ts";
import { env } from "#lib/env.ts";
import { sessionSecret } from "#lib/seal.ts";
import { auth } from "./auth.ts";
import { ownPath } from "./own-path.ts";

/** Whether visitors of this server are signed in without being asked: only in the demo, and only where nobody else reaches it, through a proxy neither. */
export function isOpenDemo(): boolean {
  return env().demo && env().onlyThisMachine;
}

/**
 * Signs a visitor of the demo in, as its only account, and sends them where they wanted to go (`next`). Where somebody made an account of their own in the
 * demo's data, they sign in with that. Answers 404 outside the demo.
 */
export async function openDemoSession(request: Request): Promise<Response> {
  if (!isOpenDemo()) return new Response(null, { status: 404 });
  const next = ownPath(new URL(request.url).searchParams.get("next"));
  // Nobody types it: it follows from the key that signs sessions, so that the next start knows it too.
  const credentials = { email: "demo@bulkhead.example", password: sessionSecret() };
  await withoutAccount(() => auth().api.signUpEmail({ body: { ...credentials, name: "Demo" } }));
  const signedIn = await auth().api.signInEmail({ body: credentials, asResponse: true });
  const headers = new Headers({ location: signedIn.ok ? next : "/sign-in", "cache-control": "no-store" });
  for (const cookie of signedIn.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
