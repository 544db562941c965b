import { z } from "zod";
import { Change, NotCompared } from "#lib/engine/drift/change.ts";
import { FindingInShort } from "./pre-check.ts";

/** How a host is after the work, against what its pre-check saw. */
export const PostCheckedHost = z.object({
  host: z.string(),
  /** Visited for this check, and read. */
  isFresh: z.boolean(),
  /** Sentence of the last visit when it read nothing. */
  error: z.string().nullable(),
  /** End of the last visit that read something, ISO 8601. */
  seenAt: z.string().nullable(),
  /** What differs from the pre-check; what weighs most first. */
  changes: z.array(Change),
  notCompared: z.array(NotCompared),
  /** Facts that the pre-check could read and this visit could not. */
  lostSight: z.array(z.string()).default([]),
  /** Findings that are open now and were not before, and the other way round. */
  opened: z.array(FindingInShort),
  resolved: z.array(FindingInShort),
  scoreBefore: z.number().nullable(),
  scoreNow: z.number().nullable(),
});
export type PostCheckedHost = z.infer<typeof PostCheckedHost>;

/** "cannot-tell": nothing speaks against it in what could be read, and not everything could that the pre-check has read. */
export const PostCheckVerdict = z.enum(["as-before", "better", "worse", "unreachable", "cannot-tell"]);
export type PostCheckVerdict = z.infer<typeof PostCheckVerdict>;

/** What a post-check says. */
export const PostCheck = z.object({
  verdict: PostCheckVerdict,
  /** One sentence with the number. */
  headline: z.string(),
  /** When the state was read that it compares with; null where no pre-check was made. */
  comparedWith: z.string().nullable(),
  hosts: z.array(PostCheckedHost),
});
export type PostCheck = z.infer<typeof PostCheck>;
