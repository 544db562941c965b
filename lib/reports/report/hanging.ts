import { indexGraph } from "#lib/graph/indexed.ts";
import { unite } from "#lib/graph/unite.ts";
import type { Report } from "./model.ts";
import type { ReportSource } from "./source.ts";
import { reportTopology } from "./topology.ts";
import { reportVlans } from "./vlans.ts";

/** How the hosts of a report hang together, within the whole fleet: what they need may lie on others. */
export function hangingOf({ hosts, fleetFacts }: ReportSource, now: Date): Pick<Report, "topology" | "vlans"> {
  if (fleetFacts === null) return { topology: null, vlans: null };
  const names = new Set(hosts.map(({ name }) => name));
  const { hosts: all, declarations } = fleetFacts;
  return {
    topology: reportTopology(indexGraph(unite(all, declarations)), all, names),
    vlans: reportVlans(all, declarations, names, now),
  };
}
