import { z } from "zod";
import { type Scenario, scenarios } from "#lib/rules/rule.ts";
import { Severity } from "#lib/rules/severity.ts";

/** One cell of the readiness matrix: what a host, and what hangs on it, would do if the scenario happened now, in two or three words. */
export const ReadinessCell = z.object({
  scenario: z.enum(scenarios),
  /** How bad it is; `unknown` also where it may be worse than what is known, `not-applicable` where there is nothing to lose. */
  tone: z.enum([...Severity.options, "holds", "unknown", "not-applicable"]),
  words: z.string(),
  /** Query of the rehearsal that says so: "if=reboot:host:kvm-01"; empty where none was played. */
  search: z.string(),
  /** Rules of this scenario that could not be decided. */
  undecided: z.number().int(),
});
export type ReadinessCell = z.infer<typeof ReadinessCell>;

/** What is said of a host until its first rehearsal: never that it holds. */
export function unrehearsed(scenario: Scenario): ReadinessCell {
  return { scenario, tone: "unknown", words: "not rehearsed yet", search: "", undecided: 0 };
}
