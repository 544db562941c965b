import { z } from "zod";
import { RuleResult, Score } from "#lib/engine/judgement.ts";
import { parseReadings, type Readings } from "#lib/facts/index.ts";
import { Problem } from "#lib/problem.ts";
import { db } from "./client.ts";

/** What one rule said, without its findings: those are rows of their own. */
export const StoredVerdict = RuleResult.omit({ findings: true });
export type StoredVerdict = z.infer<typeof StoredVerdict>;

/** All readings of a host at one time, and what the rules said of them. */
export interface Snapshot {
  id: string;
  hostId: string;
  /** Parsed again on the way out: a fact written by another version is `failed: unparsable`, never a crash. */
  readings: Readings;
  /** Null when the stored score does not fit this version: the next visit writes it anew. */
  score: Score | null;
  verdicts: StoredVerdict[];
  seenFrom: Date;
  seenUntil: Date;
}

/** One snapshot. Throws `not-found`. */
export async function loadSnapshot(id: string): Promise<Snapshot> {
  const row = await db().snapshot.findUnique({
    where: { id },
    select: { id: true, hostId: true, readings: true, verdicts: true, score: true, seenFrom: true, seenUntil: true },
  });
  if (row === null) throw new Problem("not-found", "There is no such snapshot: it was removed with its host.");
  return {
    ...row,
    readings: parseReadings(row.readings),
    score: Score.safeParse(row.score).data ?? null,
    verdicts: parseVerdicts(row.verdicts),
  };
}

/** Stored verdicts; those that do not fit this version are left out. */
export function parseVerdicts(stored: unknown): StoredVerdict[] {
  return (z.array(z.unknown()).safeParse(stored).data ?? []).flatMap((item) => StoredVerdict.safeParse(item).data ?? []);
}

/** What could not be decided and why, for the "what we cannot see" list. */
export function unknownOf(snapshot: Snapshot): { rule: string; because: string }[] {
  return snapshot.verdicts
    .filter((verdict) => verdict.verdict === "unknown")
    .map(({ rule, because }) => ({ rule, because: because ?? "no reason was given" }));
}
