import { log } from "#lib/log.ts";
import { Problem, type ProblemCode } from "#lib/problem.ts";

/** The one place where what went wrong becomes a status. */
const statusOf: Record<ProblemCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  busy: 503,
  unavailable: 503,
};

/** A JSON answer that no cache keeps. `undefined` answers 204 without a body. */
export function answerJson(value: unknown, status = 200): Response {
  const headers = { "cache-control": "no-store" };
  return value === undefined ? new Response(null, { status: 204, headers }) : Response.json(value, { status, headers });
}

/** `{ error: { code, message, fields? } }` with the status of its code. What is not a Problem goes to the log and not to the client. */
export function answerError(error: unknown): Response {
  if (error instanceof Problem) {
    const { code, message, fields } = error;
    const body = Object.keys(fields).length === 0 ? { code, message } : { code, message, fields };
    return answerJson({ error: body }, statusOf[code]);
  }
  log("web").error({ err: error }, "a request failed");
  const message = "Something went wrong here: try again, then look at the log of the web process.";
  return answerJson({ error: { code: "internal", message } }, 500);
}
