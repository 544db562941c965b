import { z } from "zod";

/** Likelihood and impact, 1 to 4 each, in the words of the rule catalogue. */
export type Level = 1 | 2 | 3 | 4;

export const Severity = z.enum(["info", "low", "medium", "high", "critical"]);
export type Severity = z.infer<typeof Severity>;

/** Severities from mildest to worst; the index is the band. */
export const severities = Severity.options;

const bySeverity: Record<Level, readonly [Severity, Severity, Severity, Severity]> = {
  1: ["info", "low", "low", "medium"],
  2: ["low", "low", "medium", "high"],
  3: ["low", "medium", "high", "critical"],
  4: ["low", "medium", "high", "critical"],
};

/** Severity is never chosen by hand: it follows from likelihood and impact. */
export function severityOf(likelihood: Level, impact: Level): Severity {
  return bySeverity[likelihood][impact - 1] as Severity;
}

/** 0 for info up to 4 for critical. */
export function bandOf(severity: Severity): number {
  return severities.indexOf(severity);
}
