import type { FactName, Facts } from "#lib/facts/index.ts";
import type { Earlier, Peer } from "#lib/rules/context.ts";

/** A fact of another host, or of this one at another time; undefined where it was not read. */
export function peerFact<Name extends FactName>({ readings }: Pick<Peer | Earlier, "readings">, name: Name): Facts[Name] | undefined {
  const reading = readings[name];
  return reading?.status === "ok" ? (reading.value as Facts[Name]) : undefined;
}
