import type { Cite } from "#lib/facts/cite.ts";
import type { GraphNode, NodeId, NodeKind, State, When } from "#lib/graph/model.ts";
import type { Confidence } from "#lib/rules/rule.ts";

/** Ways to look at the fleet. */
export const views = ["network", "storage", "cluster", "dependencies"] as const;
export type View = (typeof views)[number];

/** Which picture somebody wants. */
export interface PictureRequest {
  view: View;
  /** Hosts and groups of which the inside is shown, by id. */
  open: readonly string[];
  /** Only what lies around this node; null for everything. */
  focus: NodeId | null;
  /** How far around it, in needs. */
  hops: 1 | 2;
}

/** Hosts that belong together: a cluster, a site, a network. */
export interface Group {
  id: string;
  name: string;
  kind: "cluster" | "site" | "network" | "alone" | "shared" | "focus";
  /** Its hosts are shown with what they say; else as names with their counts. */
  isOpen: boolean;
  /** Whether it can be opened and closed: in a small fleet all groups are open. */
  folds: boolean;
  hosts: number;
  /** Hosts that were never read: what they would change is open. */
  unread: number;
  guests: GuestCount;
  /** Rules that find a fault here: one entry for each rule and place. */
  faults: readonly string[];
}

export interface GuestCount {
  total: number;
  off: number;
}

/** One line inside the box of a host: a bridge with what it leads to, a mount with its server. */
export interface Row {
  node: NodeId;
  name: string;
  words: string;
  /** False for what is down now. */
  running: boolean;
}

/** Something drawn: a node of the graph, with what lies in it and is not drawn by itself. */
export interface Box {
  /** Unique in the picture; a node that several groups have each for itself is drawn once in each. */
  id: string;
  node: NodeId;
  kind: NodeKind;
  name: string;
  host: string | null;
  group: string;
  /** The open host that it lies in. */
  parent: string | null;
  /** `card`: a host with its rows. `compact`: a host by name and counts. `frame`: a host with boxes in it. `thing`: anything else. */
  look: "card" | "compact" | "frame" | "thing";
  rows: readonly Row[];
  /** Rows that there is no room for. */
  moreRows: number;
  /** Null for what carries none. */
  guests: GuestCount | null;
  /** Rules of the faults between things inside it. */
  faults: readonly string[];
  running: boolean;
  /** Nobody has read it yet. */
  unread: boolean;
  /** Facts of it that could not be read. */
  unknownFacts: number;
  roles: readonly string[];
  declared: boolean;
  /** How sure it is that it is what it is taken for; null where that needs no inference. */
  identity: Confidence | null;
}

/** A need in words, with names in place of ids. */
export interface ToldNeed {
  id: string;
  node: NamedNode;
  from: readonly NamedNode[];
  when: When;
  becomes: State;
  words: string;
  rule: string | null;
  isFault: boolean;
  confidence: Confidence;
  evidence: readonly Cite[];
  unknown: boolean;
}

export type NamedNode = Pick<GraphNode, "id" | "kind" | "name" | "host">;

/** What one box needs of another: all needs between what they stand for, with the faults among them told. */
export interface Edge {
  id: string;
  /** The box that needs. */
  from: string;
  /** The box that serves. */
  to: string;
  needs: number;
  /** Rules of all faults on it. */
  faults: readonly string[];
  /** The first faults of it; where there is none, the first need. */
  told: readonly ToldNeed[];
  /** When any of them counts. */
  whens: readonly When[];
  /** Nobody could read whether it is so. */
  unknown: boolean;
  /** The least sure of its needs. */
  confidence: Confidence;
}

/** A picture without places: what there is, what lies in what, and what needs what. Plain data, so that it may cross to another thread. */
export interface Picture {
  groups: readonly Group[];
  boxes: readonly Box[];
  edges: readonly Edge[];
  /** Boxes that are not drawn but are a row in another one, by the id that they would have. */
  folded: Readonly<Record<string, string>>;
  /** Nodes around the focus for which there is no room. */
  leftOut: number;
  counts: { hosts: number; unread: number; guests: number; unknownFacts: number; faults: number };
}
