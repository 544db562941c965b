import type { Cite } from "#lib/facts/cite.ts";
import type { FactName, Facts } from "#lib/facts/index.ts";
import type { ChangeGroup, Effect } from "./change.ts";

/** What a thing says of one of its sides. Null is "none"; undefined is "not known", which is never compared. Lists are sets. */
export type Value = string | number | boolean | null | readonly string[] | undefined;

/** Something of a host that has an identity of its own. */
export interface Thing {
  /** Stable identity among its kind: a MAC address, a serial number, a mount point. One whose key is null has none and is left out. */
  key: string | null;
  /** A second identity, by which one that went and one that came are taken for the same where there is only one of each. */
  alias?: string | null;
  /** Key of the thing that it is a part of: what comes or goes with that is not told of by itself. */
  within?: string;
  /** As a person calls it: "mount /mnt/nas/vms". */
  name: string;
  /** Value by label, the telling ones first. Nothing that moves by itself at every visit. */
  says: Readonly<Record<string, Value>>;
  /** The lines that say so. */
  at: readonly (Cite | null)[];
}

/** The facts that one visit read. */
export type World = { [Name in FactName]?: Facts[Name] };

/** A thing that differs: `before` null where it is new, `now` null where it is gone. */
export interface Difference {
  id: string;
  before: Thing | null;
  now: Thing | null;
  /** Labels whose values differ; empty where the thing came or went. */
  labels: string[];
}

interface Spec<Name extends FactName> {
  fact: Name;
  /** What one of them is called; unique among the watches of a fact. */
  kind: string;
  group: ChangeGroup;
  /** How much it tells: 1 is told first, 3 last; 2 where nothing is said. */
  weight?: 1 | 2 | 3;
  /** The kind of the same fact that these are parts of. */
  partOf?: string;
  /** What several watches tell of, each from its own fact: only the change that weighs most is kept. */
  about?(thing: Thing): string;
  /** They come and go by themselves, or with something else that is compared: told of only where they change. */
  comesAndGoes?: true;
  /** "in effect" where nothing is said. */
  effect?: Effect | ((difference: Difference, now: World) => Effect);
  /**
   * The things that a fact knows of; null where this part of it was not read. Which there are and what they say follows from the fact
   * alone: the other facts of the visit may only give names.
   */
  things(value: Facts[Name], world: World): Thing[] | null;
  /** The sentence, where the usual one would not do. */
  words?(difference: Difference, before: World, now: World): string | null;
}

/** How one kind of thing is compared. */
export interface Watch extends Omit<Spec<FactName>, "things"> {
  /** Of a visit that read the fact. */
  things(world: World): Thing[] | null;
}

/** Declares what is compared of a fact. */
export function watch<Name extends FactName>(spec: Spec<Name>): Watch {
  return { ...spec, things: (world) => spec.things(world[spec.fact] as Facts[Name], world) };
}
