import type { FactName, Facts } from "#lib/facts/index.ts";
import type { Before, Earlier } from "#lib/rules/context.ts";
import { NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";

/**
 * A fact as it was at the state that changes are told against. Throws NotApplicable where that was another machine or had nothing of the
 * kind, Undecidable where it was not read then.
 */
export function factBefore<Name extends FactName>(before: Before, identity: Facts["identity"], name: Name): Facts[Name] {
  requireSameMachine(before.baseline, identity);
  const reading = before.baseline.readings[name];
  if (reading?.status === "ok") return reading.value as Facts[Name];
  if (reading?.status === "absent") throw new NotApplicable(`before: ${reading.reason}`);
  throw new Undecidable(`${name} was not read at the earlier visit`);
}

/** A host that was set up anew, or whose name another machine has now, has not changed: it is another. */
export function requireSameMachine(earlier: Earlier, identity: Facts["identity"]): void {
  const was = peerFact(earlier, "identity")?.machineId;
  if (was && identity.machineId && was !== identity.machineId) throw new NotApplicable("this is another machine than before (machine-id)");
}
