import { z } from "zod";
import { nodeKinds } from "#lib/graph/model.ts";
import { Severity } from "#lib/rules/severity.ts";

const Count = z.number().int().min(0);

/** What goes with something alone: machines that stop, hang or are cut off, and everything else that is hit. */
const Loss = z.strictObject({ machines: Count, others: Count });

/** Something that lies in a host: a bridge with what it leads to, a mount with how it is mounted. */
const Inside = z.strictObject({ name: z.string(), words: z.string(), running: z.boolean() });

/** A host of the report among what it hangs together with. */
export const TopologyHost = z.strictObject({
  /** Unique in this report only. */
  id: z.string(),
  name: z.string(),
  group: z.strictObject({ kind: z.enum(["cluster", "site", "network", "alone"]), name: z.string() }),
  /** False for a node of a cluster that nobody added: all that is known of it is what its peers say. */
  added: z.boolean(),
  /** Some visit has read it. */
  read: z.boolean(),
  /** Facts of how it hangs together that could not be read. */
  unread: Count,
  guests: z.strictObject({ total: Count, off: Count }),
  bridges: z.array(Inside),
  mounts: z.array(Inside),
  votes: z.array(z.strictObject({ name: z.string(), words: z.string() })),
  /** Rules that find a fault between things inside it. */
  faults: z.array(z.string()),
  loss: Loss,
});
export type TopologyHost = z.infer<typeof TopologyHost>;

/** What hosts hang on, or what hangs on them: storage, DNS, a cluster, a guest that serves others, a host outside of the report. */
export const TopologyThing = z.strictObject({
  id: z.string(),
  kind: z.enum(nodeKinds),
  name: z.string(),
  /** The host that it lies on. */
  host: z.string().nullable(),
  running: z.boolean(),
  /** A person said so. */
  declared: z.boolean(),
  /** Why it is taken for what it is, where that had to be inferred. */
  because: z.string().nullable(),
  loss: Loss,
});
export type TopologyThing = z.infer<typeof TopologyThing>;

/** That one needs the other. */
export const TopologyTie = z.strictObject({
  from: z.string(),
  to: z.string(),
  /** How many needs it stands for, and when they count. */
  needs: Count,
  when: z.array(z.enum(["boot", "start", "run", "login", "alert", "recover", "refit", "reload"])),
  /** Rules that find a fault in it, and the worst of their severities. */
  faults: z.array(z.string()),
  severity: Severity.nullable(),
  /** What happens without it: of the first faults, else of one need. */
  words: z.array(z.string()),
  /** Nobody could read whether it is so. */
  unknown: z.boolean(),
});
export type TopologyTie = z.infer<typeof TopologyTie>;

/** How the hosts of a report hang together, and what they hang on. */
export const ReportTopology = z.strictObject({
  hosts: z.array(TopologyHost),
  things: z.array(TopologyThing),
  ties: z.array(TopologyTie),
});
export type ReportTopology = z.infer<typeof ReportTopology>;
