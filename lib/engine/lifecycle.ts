import type { Finding, RuleResult } from "./judgement.ts";

/** What is stored of a finding from earlier visits, as far as its life is concerned. */
export interface KnownFinding {
  fingerprint: string;
  rule: string;
  status: "open" | "accepted" | "resolved";
  acceptedUntil: Date | null;
}

/** What one visit does to the findings of a host; each fingerprint stands in exactly one list. */
export interface Reconciliation {
  /** Seen for the first time. */
  opened: Finding[];
  /** Was resolved, is back. */
  reopened: Finding[];
  /** Still there: open stays open, accepted stays accepted. */
  seen: Finding[];
  /** Accepted until a date that has passed, and still there: open again. */
  expired: Finding[];
  /** Fingerprints whose rule was decided and did not find them any more, or whose rule is gone from the catalogue. */
  resolved: string[];
  /** Fingerprints whose rule could not be decided: a fact that could not be read never closes a finding. */
  kept: string[];
}

/** Compares what is known with what the rules say now. Pure; the order of the input does not matter to the outcome. */
export function reconcileFindings(known: readonly KnownFinding[], results: readonly RuleResult[], now: Date): Reconciliation {
  const before = new Map(known.map((finding) => [finding.fingerprint, finding]));
  const verdicts = new Map(results.map((result) => [result.rule, result.verdict]));
  const found = new Map(results.flatMap((result) => result.findings).map((finding) => [finding.fingerprint, finding]));
  const outcome: Reconciliation = { opened: [], reopened: [], seen: [], expired: [], resolved: [], kept: [] };

  for (const finding of found.values()) outcome[fateOf(before.get(finding.fingerprint), now)].push(finding);
  for (const finding of before.values()) {
    if (finding.status === "resolved" || found.has(finding.fingerprint)) continue;
    outcome[verdicts.get(finding.rule) === "unknown" ? "kept" : "resolved"].push(finding.fingerprint);
  }
  return outcome;
}

function fateOf(before: KnownFinding | undefined, now: Date): "opened" | "reopened" | "seen" | "expired" {
  if (before === undefined) return "opened";
  if (before.status === "resolved") return "reopened";
  const lapsed = before.status === "accepted" && before.acceptedUntil !== null && before.acceptedUntil <= now;
  return lapsed ? "expired" : "seen";
}
