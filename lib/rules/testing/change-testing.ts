import type { Identity } from "#lib/facts/identity.ts";
import type { Before } from "#lib/rules/context.ts";
import { earlier } from "./context-testing.ts";
import { identity, type SomeFacts } from "./testing.ts";

/** Earlier states for tests of change rules, one line each. Nothing of the product imports this. */

/** The machine of the tests in its second boot. */
export const thisBoot: Identity = identity({ machineId: "m-1", bootId: "boot-2" });

/** Facts as they were a week ago, in the boot before. */
export function since(facts: SomeFacts, machine: Partial<Identity> = {}): { before: Before } {
  const was = { identity: { ...thisBoot, bootId: "boot-1", ...machine }, ...facts };
  const state = earlier(was, 7 * 24 * 60);
  return { before: { baseline: state, beforeBoot: state } };
}
