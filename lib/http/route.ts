import { z } from "zod";
import { storableText } from "#lib/db/json.ts";
import { Problem } from "#lib/problem.ts";
import { answerError, answerJson } from "./answer.ts";
import { readText } from "./body.ts";
import { answerFile, FileAnswer } from "./file-answer.ts";
import { isOwnOrigin } from "./origin.ts";
import { type User, userOf } from "./session.ts";

interface Context {
  params: Promise<unknown>;
}

interface Spec<Params, Query, Body> {
  /** Who may: everybody, whoever is signed in, or administrators. */
  access: "public" | "user" | "admin";
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** Status of a good answer; default 200. */
  status?: number;
  /** What it returns is answered as JSON, a FileAnswer as a download; a Problem that it throws as that problem's status and sentence. */
  run(input: { params: Params; query: Query; body: Body; user: User }): Promise<unknown>;
}

/** A path parameter `id`. */
export const IdParam = z.object({ id: z.uuid() });

/** A route handler: origin, authorisation, input, work, answer, in this order and in this one place. */
export function route<Params = unknown, Query = unknown, Body = unknown>(spec: Spec<Params, Query, Body>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      if (changesSomething(request)) refuseForeignOrigin(request);
      const user = await authorise(spec.access, request);
      const params = parse(spec.params, await context.params, "not-found");
      const query = parse(spec.query, readQuery(request), "invalid");
      const body = parse(spec.body, spec.body === undefined ? undefined : await readJson(request), "invalid");
      const answer = await spec.run({ params, query, body, user });
      return answer instanceof FileAnswer ? answerFile(answer, spec.status) : answerJson(answer, spec.status);
    } catch (error) {
      return answerError(error);
    }
  };
}

function changesSomething(request: Request): boolean {
  return request.method !== "GET" && request.method !== "HEAD";
}

function refuseForeignOrigin(request: Request): void {
  if (isOwnOrigin(request.headers)) return;
  throw new Problem("forbidden", "This request does not come from Bulkhead's own pages: reload the page and try again.");
}

const nobody: User = { id: "", name: "", email: "", role: "viewer" };

async function authorise(access: "public" | "user" | "admin", request: Request): Promise<User> {
  if (access === "public") return nobody;
  const user = await userOf(request.headers);
  if (user === null) throw new Problem("unauthenticated", "You are signed out: sign in again, then repeat this.");
  if (access === "admin" && user.role !== "admin") throw new Problem("forbidden", "Only an administrator may do this.");
  return user;
}

function parse<T>(schema: z.ZodType<T> | undefined, value: unknown, code: "invalid" | "not-found"): T {
  if (schema === undefined) return undefined as T;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  if (code === "not-found") throw new Problem("not-found", "There is nothing at this address.");
  const fields = Object.fromEntries(result.error.issues.map((issue) => [issue.path.join("."), issue.message]).reverse());
  throw new Problem("invalid", "Some of it does not fit: see the marked fields.", fields);
}

function readQuery(request: Request): Record<string, string> {
  return Object.fromEntries([...new URL(request.url).searchParams].map(([name, value]) => [name, storable(value)]));
}

/** NUL and half characters are in nothing that a person types, and Postgres refuses them. */
function storable(value: string): string {
  if (storableText(value) === value) return value;
  throw new Problem("invalid", "A text in the request has a character that cannot be stored.");
}

async function readJson(request: Request): Promise<unknown> {
  if (!request.headers.get("content-type")?.startsWith("application/json")) throw new Problem("invalid", "Send JSON.");
  const text = await readText(request);
  try {
    return JSON.parse(text, (_name, value) => (typeof value === "string" ? storable(value) : value));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem("invalid", "The request is not JSON.");
  }
}
