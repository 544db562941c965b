import type { Cite } from "#lib/facts/cite.ts";
import type { FactName, Facts } from "#lib/facts/index.ts";
import type { FailureCause } from "#lib/facts/reading.ts";
import type { PostmortemId } from "#lib/postmortems/ids.ts";
import type { Context } from "./context.ts";
import type { Level } from "./severity.ts";

export type { Level };

/** What happens that sets a latent fault off. */
export const scenarios = [
  "reboot",
  "power-loss",
  "nas-loss",
  "dns-loss",
  "node-loss",
  "network-change",
  "hardware-fault",
  "guest-restart",
] as const;
export type Scenario = (typeof scenarios)[number];

export const scopes = ["host", "guest", "cluster", "fleet"] as const;
export type Scope = (typeof scopes)[number];

/** How sure a finding is: read directly, derived from several facts, or a heuristic such as a name. */
export type Confidence = "confirmed" | "inferred" | "suspected";

/** What a visit itself was like: given to rules that need `collection`, which is never missing. */
export interface Collection {
  failed: { fact: FactName; cause: FailureCause; detail: string }[];
  /** Rules that cannot be decided because of it, by the fact that is missing. */
  undecided: { rule: string; likelihood: Level; impact: Level; because: FactName }[];
}

/** What a rule may need: the facts of the host, what is known of it from elsewhere, and `collection`. */
export interface Needs extends Facts, Context {
  collection: Collection;
}
export type NeedName = keyof Needs;
/** What a rule may want: everything that can be there or not. */
export type WantName = Exclude<NeedName, "collection">;

/** Where the fault is, what was seen, and what should be there. */
export interface Observation {
  /** The thing at fault as people call it: a mount point, a bridge, a guest's name. */
  subject: string;
  /** Stable identity of the subject for the fingerprint (MAC, VMID, mount point); default is `subject`. Never a line number or vnet name. */
  key?: string;
  /** One sentence for this very case, with numbers; default is the rule's title. */
  title?: string;
  observed: string;
  expected: string;
  cite: readonly Cite[];
  likelihood?: Level;
  impact?: Level;
  confidence?: Confidence;
  /** Commands with this host's own values; default is the rule's remedy. */
  remedy?: Partial<Remedy>;
}

export interface Remedy {
  /** What to do, one step each; commands in backticks. */
  steps: readonly string[];
  /** What doing it can break. */
  risk: string;
  /** A read-only command that shows that it worked. */
  verify: string;
}

interface RuleBase<Need extends NeedName, Want extends WantName> {
  /** `family/noun-of-the-failing-state`, equal to the file's path. */
  id: string;
  /** One sentence that is true when the rule fails. */
  title: string;
  /** What follows from it, and when. */
  why: string;
  /** Whose fault it is: one of a cluster or of the fleet is one finding, whichever host shows it. */
  scope: Scope;
  scenarios: readonly Scenario[];
  likelihood: Level;
  impact: Level;
  /** Without one of these the verdict is unknown; if one is absent, not-applicable. A rule whose context this run does not have is not judged. */
  needs: readonly Need[];
  /** What only sharpens the answer: undefined where it was not read. */
  wants?: readonly Want[];
  /** [] = passed. May throw NotApplicable (with the fact that proves it) or Undecidable (with the reason). */
  check(facts: Pick<Needs, Need> & { [Name in Want]: Needs[Name] | undefined }, now: Date): readonly Observation[];
  remedy: Remedy;
}

/** A rule names a public incident in which this very fault did so, or the document that states the fact. */
export type Rule<Need extends NeedName = NeedName, Want extends WantName = WantName> = RuleBase<Need, Want> &
  (
    | { postmortems: readonly [PostmortemId, ...PostmortemId[]]; references?: readonly string[] }
    | { postmortems?: never; references: readonly [string, ...string[]] }
  );

/** Declares a rule; the argument of `check` is narrowed to what it needs and wants. */
export function defineRule<const Need extends NeedName, const Want extends WantName = never>(rule: Rule<Need, Want>): Rule<Need, Want> {
  return rule;
}

/**
 * A rule whatever it needs. `check` is a method, so each rule fits here although it asks for less than everything; that is sound because
 * the engine hands each rule all that it declared.
 */
export type AnyRule = Rule<NeedName, WantName>;

/** The facts prove that the rule has nothing to say here. */
export class NotApplicable extends Error {
  override name = "NotApplicable";
}

/** The facts were read and still do not decide it. */
export class Undecidable extends Error {
  override name = "Undecidable";
}
