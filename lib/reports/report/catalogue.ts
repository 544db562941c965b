import { createHash } from "node:crypto";
import { rules } from "#lib/rules/index.ts";
import about from "#package.json" with { type: "json" };

/** Which Bulkhead made a report. */
export interface Maker {
  version: string;
  rules: number;
  catalogue: string;
}

/** This version, its rules' number, and a fingerprint of what they are called, need and weigh: what judged alike has the same. */
export function thisMaker(): Maker {
  const weighed = rules.map(({ id, likelihood, impact, needs, wants = [] }) => [id, likelihood, impact, needs, wants]);
  const catalogue = createHash("sha256").update(JSON.stringify(weighed)).digest("hex").slice(0, 12);
  return { version: about.version, rules: rules.length, catalogue };
}
