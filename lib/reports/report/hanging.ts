import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import { indexGraph } from "#lib/graph/indexed.ts";
import { unite } from "#lib/graph/unite.ts";
import { type FleetVlans, vlansOf } from "#lib/graph/vlans/vlans.ts";
import type { Report } from "./model.ts";
import type { ReportSource } from "./source.ts";
import { type OpenedFleet, openFleet, reportTopology } from "./topology.ts";
import { reportVlans } from "./vlans.ts";

interface WholeFleet {
  opened: OpenedFleet;
  vlans: FleetVlans;
  /** Some VLANs are declared, and a declaration grows old. */
  atMs: number;
}

/** Many reports may be made of the same facts, one for each host: the fleet is united once for all of them. */
const known = new WeakMap<FleetFacts, WholeFleet>();

/** How the hosts of a report hang together, within the whole fleet: what they need may lie on others. */
export function hangingOf({ hosts, fleetFacts }: ReportSource, now: Date): Pick<Report, "topology" | "vlans"> {
  if (fleetFacts === null) return { topology: null, vlans: null };
  const names = new Set(hosts.map(({ name }) => name));
  const { opened, vlans } = wholeFleet(fleetFacts, now);
  return { topology: reportTopology(opened, names), vlans: reportVlans(vlans, names) };
}

function wholeFleet(facts: FleetFacts, now: Date): WholeFleet {
  const before = known.get(facts);
  if (before?.atMs === now.getTime()) return before;
  const { hosts, declarations } = facts;
  const whole = {
    opened: openFleet(indexGraph(unite(hosts, declarations)), hosts),
    vlans: vlansOf(hosts, declarations, now),
    atMs: now.getTime(),
  };
  known.set(facts, whole);
  return whole;
}
