import { z } from "zod";

/** What the server answers when something does not go through: a sentence, and one for each field that does not fit. */
const ErrorBody = z.object({
  error: z.object({ message: z.string(), fields: z.record(z.string(), z.string()).optional() }),
});

/** A request that did not go through. The message is one sentence for people. */
export class RequestError extends Error {
  override name = "RequestError";
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;

  constructor(status: number, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

/** Asks our own server and parses the answer by `schema`. Throws RequestError with what happened and what to try. */
export async function request<T>(
  path: string,
  schema: z.ZodType<T>,
  options: { method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE"; body?: unknown } = {},
): Promise<T> {
  const response = await send(path, options);
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusal(response.status, body);
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    throw new RequestError(response.status, "The server's answer was not understood: reload the page, it may be of an older version.");
  return parsed.data;
}

async function send(path: string, { method = "GET", body }: { method?: string; body?: unknown }): Promise<Response> {
  const content = body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  try {
    return await fetch(path, { method, ...content });
  } catch {
    throw new RequestError(0, "Bulkhead does not answer: is it still running? Try again in a moment.");
  }
}

function refusal(status: number, body: unknown): RequestError {
  const known = ErrorBody.safeParse(body);
  if (known.success) return new RequestError(status, known.data.error.message, known.data.error.fields);
  if (status === 401) return new RequestError(status, "You are signed out: sign in again, then repeat this.");
  return new RequestError(status, `The server could not do this (status ${status}): try again, then look at its log.`);
}

/** The sentence of whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : "Something went wrong: try again.";
}

/** The sentence for one field of a form; a way in may be sent as part of something larger, as `access`. */
export function fieldError(error: unknown, field: string): string | undefined {
  return error instanceof RequestError ? (error.fields[field] ?? error.fields[`access.${field}`]) : undefined;
}
