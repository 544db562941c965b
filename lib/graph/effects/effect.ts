import type { State, When } from "#lib/graph/model.ts";
import type { Level } from "#lib/rules/severity.ts";

/**
 * What a finding hits, by its subject: `card` an uplink of that name, or the host where the card carries its address; `bridge` a bridge or
 * uplink that the subject names; `guest` the guest of that name; `guests-on-storage` those with a disk on the storage of that name.
 */
export type EffectTarget =
  | "host"
  | "cluster-files"
  | "card"
  | "bridge"
  | "guest"
  | "guests"
  | "ha-guests"
  | "ceph-guests"
  | "guests-on-storage"
  | "absent-mounts"
  | "mounts-by-name"
  | "mounts-of-server"
  | "mount-by-hand"
  | "state-mounts"
  | "silent-dns";

/** One thing that follows from a finding, when its time comes. */
export interface Effect {
  of: EffectTarget;
  when: readonly Extract<When, "boot" | "start" | "run" | "refit" | "reload">[];
  becomes: State;
  /** Follows the name of what is hit: "does not boot". */
  words: string;
  /** In a cell of the readiness matrix, where the host is only poorer for it: "network differs". */
  short?: string;
  /** The least impact of a finding that comes to this; default 2: one guest or one function. */
  atImpact?: Level;
  /** From this likelihood it is told as what happens, below as what may; default 3: "at the next event of its scenario". */
  sureFrom?: Level | "never";
  /** Only findings whose words say so. */
  only?: RegExp;
}
