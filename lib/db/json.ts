import type { Prisma } from "./generated/client.ts";

/** Postgres stores neither NUL nor half a surrogate pair, in text or in jsonb; a host may send both. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what this looks for
const unstorable = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The same text with NUL drawn as ␀ and half characters as �; nothing else changes. */
export function storableText(text: string): string {
  return text.replace(unstorable, (character) => (character === "\u0000" ? "\u2400" : "\ufffd"));
}

/** The value as JSON that Postgres accepts: every text and key in it is made storable, `undefined` is left out. */
export function storableJson(value: unknown): Prisma.InputJsonValue {
  return clean(value) as Prisma.InputJsonValue;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map((item) => clean(item) ?? null);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "number" && !Number.isFinite(value)) return null;
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [storableText(key), clean(item)]));
}
