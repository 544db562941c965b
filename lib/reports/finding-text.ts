import type { Finding } from "#lib/engine/judgement.ts";
import { plainLine } from "#lib/plain-text.ts";

/** Longest line of prose; what is longer stands whole in the JSON. */
const maximumCharacters = 600;

/** A finding in full as plain lines, for places that show text as it is. */
export function findingText(finding: Finding): string {
  const { title, severity, likelihood, impact, confidence, rule, subject, observed, expected, why, evidence, remedy } = finding;
  const prose = (label: string, text: string) => `${`${label}:`.padEnd(10)}${plainLine(text, maximumCharacters)}`;
  return [
    plainLine(title, maximumCharacters),
    prose("severity", `${severity} (likelihood ${likelihood}, impact ${impact}), ${confidence}`),
    prose("rule", rule),
    prose("subject", subject),
    prose("observed", observed),
    prose("expected", expected),
    ...evidence.map(({ source, line, text }) => prose("evidence", `${source}, line ${line}: ${text}`)),
    prose("why", why),
    ...remedy.steps.map((step, index) => prose(`do ${index + 1}`, step)),
    prose("risk", remedy.risk),
    prose("verify", remedy.verify),
  ].join("\n");
}
