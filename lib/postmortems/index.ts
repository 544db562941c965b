import { markdownById } from "./generated.ts";
import { type PostmortemId, postmortemIds } from "./ids.ts";
import { type Postmortem, parsePostmortem } from "./schema.ts";

export { type PostmortemId, postmortemIds } from "./ids.ts";
export type { ChainLink, LinkKind, Postmortem, PostmortemHead } from "./schema.ts";

/** The incidents that ship with Bulkhead, newest first; those without a date last. */
export const postmortems: readonly Postmortem[] = postmortemIds
  .map((id) => parsePostmortem(markdownById[id] ?? ""))
  .toSorted((one, other) => (other.date ?? "").localeCompare(one.date ?? ""));

const byId = new Map(postmortems.map((postmortem) => [postmortem.id, postmortem]));

/** The incident of that id, or undefined: ids also come from URLs and from older findings. */
export function postmortemById(id: PostmortemId | (string & {})): Postmortem | undefined {
  return byId.get(id);
}

/** Incidents in whose chain a rule stands. */
export function postmortemsOfRule(rule: string): Postmortem[] {
  return postmortems.filter((postmortem) => postmortem.chain.some((link) => link.rules.includes(rule)));
}
