import type { RuleResult } from "#lib/engine/judgement.ts";
import type { CheckedHost } from "./check-report.ts";

/** One target of a check, and why it could not be visited where it could not: then every rule about it is unknown. */
export interface CheckOutcome {
  host: CheckedHost;
  problem?: string;
}

/** Everything that one run of a check came to. */
export interface CheckRun {
  /** Version of Bulkhead. */
  version: string;
  outcomes: readonly CheckOutcome[];
  /** Verdicts on what only several hosts together show; none where fewer than two were read. */
  together: readonly RuleResult[];
}

/** A target of a run, under a name that no other target of the run has. */
export interface NamedOutcome extends CheckOutcome {
  name: string;
}

/** Hosts by their own names; several of the same name are told apart by what the user called them. */
export function namedOutcomes(outcomes: readonly CheckOutcome[]): NamedOutcome[] {
  const own = outcomes.map(({ host }) => ownName(host));
  return outcomes.map((outcome, index) => {
    const name = own[index] ?? outcome.host.target;
    const isShared = own.filter((other) => other === name).length > 1;
    return { ...outcome, name: isShared && name !== outcome.host.target ? `${name} (${outcome.host.target})` : name };
  });
}

function ownName({ readings, target }: CheckedHost): string {
  return readings.identity?.status === "ok" ? readings.identity.value.hostname : target;
}
