import type { Cite } from "#lib/facts/cite.ts";
import type { Given } from "#lib/graph/given.ts";
import type { Confidence } from "#lib/rules/rule.ts";
import type { Severity } from "#lib/rules/severity.ts";
import type { PlaceKind } from "./places.ts";

/** How the uplinks of a place take a VLAN. */
export type Passage =
  /** Untagged both ways. */
  | "pvid"
  /** Untagged frames come in, tagged ones go out. */
  | "pvid-tagged"
  /** Untagged frames go out, none come in. */
  | "untagged"
  | "tagged"
  /** Tagged, as one of a range too wide to be meant; and all of a bridge that does not filter. */
  | "all"
  /** Several uplinks that do not agree. */
  | "mixed"
  | "none"
  /** No uplink: what is in it stays on this host. */
  | "inside";

/** What is known of a VLAN at a place; a place that has nothing to do with it has none. */
export interface VlanCell {
  /** Addresses of the host itself in it, "10.50.1.111 on br-mgmt". */
  own: string[];
  /** Guests in it, by name, those that run first; `tags` for one that tags its frames itself. */
  guests: { name: string; isRunning: boolean; tags: boolean }[];
  passage: Passage;
  /** What the files say, beside what runs; `open` where they say nothing or were not read. */
  files: "same" | "not-running" | "not-configured" | "open";
  /** What is declared of the switch port; `open` where nothing is. */
  told: "native" | "tagged" | "refused" | "open";
  /** The worst that disagrees here. */
  severity: Severity | null;
}

/** A VLAN, or several in a row that every place treats alike; null for untagged frames that nothing gives a VLAN. */
export interface VlanRow {
  range: readonly [first: number, last: number] | null;
  /** Subnets of hosts' addresses in it: the only names that hosts have for a VLAN. */
  subnets: string[];
  /** One for each column. */
  cells: (VlanCell | null)[];
}

export interface VlanColumn {
  id: string;
  host: string;
  name: string;
  kind: PlaceKind;
  uplinks: string[];
  /** Which uplinks have a declared switch port. */
  told: "all" | "some" | "none";
  /** What was not read and would have a place in this column, in words. */
  unread: string[];
}

export const disagreementKinds = [
  "host-and-guests",
  "no-way-out",
  "native-vlan",
  "uplinks-differ",
  "hosts-differ",
  "filtering-differs",
  "not-carried",
  "switch-refuses",
  "bridge-lacks",
  "not-as-configured",
] as const;
export type DisagreementKind = (typeof disagreementKinds)[number];

/** Two or more that should say the same of a VLAN, and do not. */
export interface Disagreement {
  id: string;
  kind: DisagreementKind;
  severity: Severity;
  confidence: Confidence;
  /** Hosts that it is about, the first one first to be looked at. */
  hosts: string[];
  /** Columns and VLANs in which it shows; an empty list of VLANs means the place as a whole. */
  places: string[];
  vids: number[];
  /** Names of guests that it is about. */
  guests: string[];
  title: string;
  observed: string;
  expected: string;
  evidence: { host: string; at: Cite }[];
  /** The rule that judges the same on one host; null for what only the fleet shows. */
  rule: string | null;
  /** What happens when it comes to bear; null where no rehearsal fits. */
  given: Given | null;
}
