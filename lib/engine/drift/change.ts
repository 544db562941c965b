import { z } from "zod";
import { Cite } from "#lib/facts/cite.ts";
import { type FactName, factNames } from "#lib/facts/index.ts";

/** What a change is about, in the order in which changes are told. */
export const changeGroups = [
  "boot",
  "storage",
  "network",
  "guests",
  "cluster",
  "hardware",
  "software",
  "backups",
  "alerts",
  "access",
] as const;
export type ChangeGroup = (typeof changeGroups)[number];

/** When a change counts: at once, or not before something is started anew. */
export const Effect = z.union([
  z.enum(["in effect", "at the next reboot", "at the next network reload"]),
  z.templateLiteral(["at the next restart of ", z.string()]),
]);
export type Effect = z.infer<typeof Effect>;

/** What was told of a thing at one visit, in words with units, by label. */
export const Said = z.record(z.string(), z.string());
export type Said = z.infer<typeof Said>;

/** One thing of a host that is not as it was. */
export const Change = z.object({
  /** Stable: fact, kind of thing and its identity, joined. The same thing has the same id in every comparison. */
  id: z.string(),
  group: z.enum(changeGroups),
  fact: z.enum(factNames as [FactName, ...FactName[]]),
  /** The thing as a person calls it: "mount /mnt/nas/vms", "uplink eno8 of br-mgmt". */
  subject: z.string(),
  what: z.enum(["added", "removed", "changed"]),
  /** One sentence with before and now and their units. */
  words: z.string(),
  /** All that is known of something added or removed; of something changed only what differs. Null where it was not there. */
  before: Said.nullable(),
  now: Said.nullable(),
  effect: Effect,
  evidence: z.object({ before: z.array(Cite), now: z.array(Cite) }),
});
export type Change = z.infer<typeof Change>;

/** A fact, or a part of one, that says neither "same" nor "changed": it was not read at both visits. */
export const NotCompared = z.object({ fact: z.enum(factNames as [FactName, ...FactName[]]), words: z.string() });
export type NotCompared = z.infer<typeof NotCompared>;

/** How a host differs between two visits. */
export const Drift = z.object({
  /** What weighs most comes first. */
  changes: z.array(Change),
  notCompared: z.array(NotCompared),
});
export type Drift = z.infer<typeof Drift>;
