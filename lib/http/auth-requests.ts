import { Problem } from "#lib/problem.ts";
import { auth } from "./auth.ts";
import { readText } from "./body.ts";
import { isOwnOrigin } from "./origin.ts";
import { signUpOnce } from "./sign-up.ts";

const signUpPath = "/api/auth/sign-up/email";

/**
 * The auth library's own endpoints: sign in, sign out, session. Signing up works once, for the first account. What the library would
 * read whole and from whomever is read here first: foreign pages get 403, bodies larger than any of ours 400.
 */
export async function answerAuth(request: Request): Promise<Response> {
  if (request.method === "GET") return auth().handler(request);
  if (!isOwnOrigin(request.headers))
    return refuse(403, "This request does not come from Bulkhead's own pages: reload the page and try again.");
  try {
    const { url, method, headers } = request;
    const whole = new Request(url, { method, headers, body: await readText(request) });
    return await (new URL(url).pathname === signUpPath ? signUpOnce(whole) : auth().handler(whole));
  } catch (error) {
    if (error instanceof Problem) return refuse(400, error.message);
    throw error;
  }
}

/** In the form of the library's own refusals, which its pages show. */
function refuse(status: number, message: string): Response {
  return Response.json({ message }, { status });
}
