import type { FactName, Facts, Readings } from "#lib/facts/index.ts";

/** The value of a fact that was read; undefined for one that is absent or could not be read. */
export function readFact<Name extends FactName>(readings: Readings, name: Name): Facts[Name] | undefined {
  const reading = readings[name];
  return reading?.status === "ok" ? (reading.value as Facts[Name]) : undefined;
}
