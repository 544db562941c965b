import { postmortemById } from "./by-id.ts";
import { postmortemIds } from "./ids.ts";
import type { Postmortem } from "./schema.ts";

export { postmortemById } from "./by-id.ts";
export { type PostmortemId, postmortemIds } from "./ids.ts";
export type { ChainLink, LinkKind, Postmortem, PostmortemHead } from "./schema.ts";

/** The incidents that ship with Bulkhead, newest first; those without a date last. */
export const postmortems: readonly Postmortem[] = postmortemIds
  .flatMap((id) => postmortemById(id) ?? [])
  .toSorted((one, other) => (other.date ?? "").localeCompare(one.date ?? ""));
