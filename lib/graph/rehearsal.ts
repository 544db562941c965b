import { z } from "zod";
import { Cite } from "#lib/facts/cite.ts";
import { Given } from "./given.ts";
import { nodeKinds, states } from "./model.ts";

const NodeName = z.object({ id: z.string(), kind: z.enum(nodeKinds), name: z.string(), host: z.string().nullable() });
const Confidence = z.enum(["confirmed", "inferred", "suspected"]);

/** One thing that follows, and why. */
export const Step = z.object({
  /** From 1; what follows at the same time has the same number. */
  order: z.number().int().min(1),
  /** `impact`: while it happens. `return`: what does not come back, or comes back otherwise. */
  phase: z.enum(["impact", "return"]),
  node: NodeName,
  state: z.enum(states),
  /** One sentence: "kvm-01 stops in emergency mode: it mounts /mnt/nas from nas-01, required at boot". */
  words: z.string(),
  because: z.object({
    /** The thing whose loss caused it; null for what was given. */
    node: NodeName.nullable(),
    need: z.string(),
    rule: z.string().nullable(),
    evidence: z.array(Cite),
  }),
  confidence: Confidence,
});
export type Step = z.infer<typeof Step>;

/** What follows if something happens. The public JSON of `bulkhead rehearse`. */
export const Rehearsal = z.object({
  given: z.array(Given),
  steps: z.array(Step),
  /** What stays up although it could have been hit: hosts, running guests with a role, clusters. */
  survives: z.array(NodeName),
  votes: z.array(z.object({ cluster: z.string(), have: z.number(), need: z.number() })),
  /** What would also fail, if; and what could not be read. */
  unknown: z.array(z.string()),
  /** What a person has to do, and the way in to do it; null where none is known. */
  manual: z.array(z.object({ node: NodeName, action: z.string(), wayIn: z.string().nullable() })),
  /** Steps that nobody is told of: the alert path has failed before them. */
  unnoticed: z.array(z.string()),
  /** A smaller thing to try first, where there is one. */
  tryFirst: z.string().nullable(),
});
export type Rehearsal = z.infer<typeof Rehearsal>;

/** Everything off: the order that brings it back, or the cycle that forbids one. */
export const ColdStart = z.object({
  /** Stages; what stands in one can start at the same time. `waitSeconds` is what the stage waits for timeouts at most. */
  stages: z.array(z.object({ start: z.array(NodeName), waitSeconds: z.number(), manual: z.array(z.string()) })),
  /** Cycles that no order satisfies, each rotated to its smallest id, with the edges that are cheapest to cut first. */
  cycles: z.array(
    z.object({
      nodes: z.array(NodeName),
      cuts: z.array(z.object({ from: NodeName, to: NodeName, need: z.string(), fix: z.string(), rule: z.string().nullable() })),
    }),
  ),
  unknown: z.array(z.string()),
});
export type ColdStart = z.infer<typeof ColdStart>;
