import { auth } from "#lib/http/auth.ts";
import { signUpOnce } from "#lib/http/sign-up.ts";

const signUpPath = "/api/auth/sign-up/email";

/** The auth library's own endpoints: sign in, sign out, session. Signing up works once, for the first account. */
function handle(request: Request): Promise<Response> {
  return new URL(request.url).pathname === signUpPath ? signUpOnce(request) : auth().handler(request);
}

export { handle as GET, handle as POST };
