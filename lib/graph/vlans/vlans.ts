import type { Declarations } from "#lib/facts/declared.ts";
import type { FleetMember } from "#lib/graph/unite.ts";
import { bandOf } from "#lib/rules/severity.ts";
import { judgeCarried, judgeHostAndGuests } from "./judges/guests.ts";
import { judgeHosts } from "./judges/hosts.ts";
import { judgeBridgeSide, judgeFiles } from "./judges/sides.ts";
import { judgeUplinks } from "./judges/uplinks.ts";
import type { Disagreement } from "./model.ts";
import { type Place, placesOf } from "./places.ts";

/** Every VLAN of a fleet: where it is, and where two that should say the same of it do not. */
export interface FleetVlans {
  /** By host, in the order of names. */
  places: readonly Place[];
  /** The worst first. */
  disagreements: readonly Disagreement[];
}

/** Compares what hosts run, what their files say and what is declared of the switch. Pure and total; what was not read is not judged. */
export function vlansOf(members: readonly FleetMember[], declarations: Declarations, now: Date): FleetVlans {
  const places = members.toSorted((one, other) => (one.name < other.name ? -1 : 1)).flatMap((member) => placesOf(member, declarations));
  const found = places.flatMap((place) => [
    ...judgeHostAndGuests(place),
    ...judgeUplinks(place, now),
    ...judgeCarried(place, now),
    ...judgeFiles(place),
    ...judgeBridgeSide(place),
  ]);
  return { places, disagreements: [...found, ...judgeHosts(places)].sort(byWeight) };
}

function byWeight(one: Disagreement, other: Disagreement): number {
  return bandOf(other.severity) - bandOf(one.severity) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}
