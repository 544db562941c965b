import { markdownById } from "./generated.ts";
import type { PostmortemId } from "./ids.ts";
import { type Postmortem, parsePostmortem } from "./schema.ts";

const parsed = new Map<string, Postmortem>();

/**
 * The incident of that id, or undefined: ids also come from URLs and from older findings. Parsed when it is first asked for, since a
 * command that names one incident should not wait for all.
 */
export function postmortemById(id: PostmortemId | (string & {})): Postmortem | undefined {
  const known = parsed.get(id);
  if (known !== undefined || !Object.hasOwn(markdownById, id)) return known;
  const postmortem = parsePostmortem(markdownById[id] ?? "");
  parsed.set(id, postmortem);
  return postmortem;
}
