import { z } from "zod";
import { Cite } from "#lib/facts/cite.ts";
import { scenarios, scopes } from "#lib/rules/rule.ts";
import { Severity } from "#lib/rules/severity.ts";

const LevelSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

export const Verdict = z.enum(["passed", "failed", "not-applicable", "unknown"]);
export type Verdict = z.infer<typeof Verdict>;

/** One fault on one subject, in full: what a page, a report or a terminal shows of it. */
export const Finding = z.object({
  /** Rule, host or cluster, and stable key, joined: the same fault keeps it across visits. */
  fingerprint: z.string(),
  rule: z.string(),
  subject: z.string(),
  title: z.string(),
  why: z.string(),
  severity: Severity,
  likelihood: LevelSchema,
  impact: LevelSchema,
  confidence: z.enum(["confirmed", "inferred", "suspected"]),
  observed: z.string(),
  expected: z.string(),
  scenarios: z.array(z.enum(scenarios)),
  scope: z.enum(scopes),
  evidence: z.array(Cite),
  remedy: z.object({ steps: z.array(z.string()), risk: z.string(), verify: z.string() }),
  postmortems: z.array(z.string()),
  references: z.array(z.string()),
});
export type Finding = z.infer<typeof Finding>;

/** What one rule says of one host. `because` is the reason of unknown and not-applicable. */
export const RuleResult = z.object({
  rule: z.string(),
  verdict: Verdict,
  because: z.string().nullable(),
  likelihood: LevelSchema,
  impact: LevelSchema,
  findings: z.array(Finding),
});
export type RuleResult = z.infer<typeof RuleResult>;

/** One part of a score: a finding's share of the points above the floor, or that of a rule that could not be decided (`ghost`). */
export const ScorePart = z.object({
  kind: z.enum(["finding", "ghost"]),
  rule: z.string(),
  fingerprint: z.string().nullable(),
  title: z.string(),
  severity: Severity,
  points: z.number(),
});
export type ScorePart = z.infer<typeof ScorePart>;

/** A host's risk, 0 to 100, and how much of it could be seen, 0 to 1. */
export const Score = z.object({
  score: z.number().int(),
  coverage: z.number(),
  /** The score if every unknown rule failed at its default severity. */
  worstCase: z.number().int(),
  floor: z.number().int(),
  parts: z.array(ScorePart),
  /** `unknown` below 60 % coverage, `partly-seen` below 90 % or with a critical rule unknown, else `seen`. */
  sight: z.enum(["seen", "partly-seen", "unknown"]),
});
export type Score = z.infer<typeof Score>;

/** Everything the engine says of one host at one time. */
export const Judgement = z.object({
  results: z.array(RuleResult),
  findings: z.array(Finding),
  score: Score,
});
export type Judgement = z.infer<typeof Judgement>;
