/** A finding that stands on a host, by the rule that found it: where a disagreement is told in full, with its remedy. */
export interface StandingFinding {
  id: string;
  hostId: string;
  rule: string;
  subject: string;
}

/** The finding of a rule on a host, that about this bridge before another; undefined where none stands. */
export function findingOf(
  findings: readonly StandingFinding[],
  rule: string | null,
  hostId: string | undefined,
  bridge: string,
): StandingFinding | undefined {
  const own = findings.filter((one) => one.rule === rule && one.hostId === hostId);
  return own.find(({ subject }) => subject === bridge) ?? own[0];
}
