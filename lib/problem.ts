/** Everything that can go wrong in a way the caller can be told about. lib/http maps each to a status, once. */
export const problemCodes = ["invalid", "unauthenticated", "forbidden", "not-found", "conflict", "busy", "unavailable"] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** An error whose message is one sentence for people: what happened and what to try. */
export class Problem extends Error {
  override name = "Problem";
  readonly code: ProblemCode;
  /** For `invalid`: sentence by field path. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}
