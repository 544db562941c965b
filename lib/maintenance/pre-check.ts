import { z } from "zod";
import { Cite } from "#lib/facts/cite.ts";
import { Severity } from "#lib/rules/severity.ts";
import { actionKinds } from "./window.ts";

/** How much a reason weighs: one blocker makes it "no-go", one "care" makes it "go with care". */
export const weights = ["blocker", "care"] as const;

/** Why a window should not begin, or what to watch in it. */
export const Reason = z.object({
  weight: z.enum(weights),
  /** Stable name of what was checked: "stays-down", "quorum", "only-dns", or the id of a rule. */
  code: z.string(),
  /** Name of the host that it is about; null for the whole. */
  host: z.string().nullable(),
  /** One sentence: what, with its numbers. */
  words: z.string(),
  /** What to do about it now; null where nothing can be done beforehand. */
  next: z.string().nullable(),
  rule: z.string().nullable(),
  evidence: z.array(Cite),
  /** The rehearsal that shows it, as the query of an address; null where none does. */
  rehearsal: z.string().nullable(),
});
export type Reason = z.infer<typeof Reason>;

/** What to type, and what to see then. */
export const Command = z.object({ words: z.string(), command: z.string().nullable(), expect: z.string().nullable() });
export type Command = z.infer<typeof Command>;

/** One action of the window in its order, with all that whoever does it needs to hand. */
export const PlannedStep = z.object({
  position: z.number().int().min(1),
  what: z.enum(actionKinds),
  host: z.string().nullable(),
  /** "reboot kvm-01". */
  words: z.string(),
  rehearsal: z.string().nullable(),
  /** Votes while it lasts. */
  votes: z.array(z.object({ cluster: z.string(), have: z.number(), need: z.number() })),
  /** Machines that are out while it lasts, by name. */
  out: z.array(z.string()),
  /** Machines that do not come back by themselves, by name. */
  stays: z.array(z.string()),
  commands: z.array(Command),
  /** When to stop and go back. */
  stopIf: z.array(z.string()),
  /** How to go back, or get in when it does not come back. */
  wayBack: z.array(z.string()),
});
export type PlannedStep = z.infer<typeof PlannedStep>;

export const PreCheckVerdict = z.enum(["go", "care", "no-go"]);
export type PreCheckVerdict = z.infer<typeof PreCheckVerdict>;

/** A finding as far as a comparison needs it. */
export const FindingInShort = z.object({ fingerprint: z.string(), rule: z.string(), title: z.string(), severity: Severity });
export type FindingInShort = z.infer<typeof FindingInShort>;

/** What a pre-check says. */
export const PreCheck = z.object({
  verdict: PreCheckVerdict,
  /** One sentence with the number: "No-go: 2 reasons, kvm-01 would not boot by itself". */
  headline: z.string(),
  /** Blockers first, then in the order of the actions. */
  reasons: z.array(Reason),
  steps: z.array(PlannedStep),
  /** Services and guests with a role that somebody will miss, and in which steps. */
  affected: z.array(z.object({ name: z.string(), host: z.string().nullable(), roles: z.array(z.string()), steps: z.array(z.number()) })),
  /** What could not be read or decided; never empty by omission. */
  unknown: z.array(z.string()),
  /** The visits that it rests on. */
  visits: z.array(
    z.object({
      host: z.string(),
      /** Visited for this check, and read. */
      isFresh: z.boolean(),
      seenAt: z.string().nullable(),
      snapshotId: z.string().nullable(),
      coverage: z.number().nullable(),
      error: z.string().nullable(),
      /** Findings that were open then: the post-check compares with them. */
      open: z.array(FindingInShort),
    }),
  ),
});
export type PreCheck = z.infer<typeof PreCheck>;
