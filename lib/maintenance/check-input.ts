import type { Finding, RuleResult } from "#lib/engine/judgement.ts";
import type { Declarations } from "#lib/facts/declared.ts";
import type { IndexedGraph } from "#lib/graph/indexed.ts";
import type { HostPart } from "#lib/graph/part.ts";
import type { PlannedAction } from "./window.ts";

/** A host of a window as it was read for a check. */
export interface CheckedHost {
  id: string;
  name: string;
  part: HostPart;
  /** Visited for this check, and read. */
  isFresh: boolean;
  /** End of the last visit that read something; null when none has. */
  seenAt: Date | null;
  snapshotId: string | null;
  /** 0 to 1; null before the first visit. */
  coverage: number | null;
  /** Sentence of the last visit when it read nothing. */
  error: string | null;
  /** Open findings; those that somebody has accepted are left out. */
  findings: readonly Finding[];
  verdicts: readonly Pick<RuleResult, "rule" | "verdict" | "because">[];
}

/** All that a check decides from. Pure data; the clock is `now`. */
export interface CheckInput {
  actions: readonly PlannedAction[];
  /** In the order of the window. */
  hosts: readonly CheckedHost[];
  /** The whole fleet: others may need what is worked on. */
  graph: IndexedGraph;
  declarations: Declarations;
  now: Date;
}
