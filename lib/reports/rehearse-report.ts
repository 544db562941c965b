import { z } from "zod";
import { Cite } from "#lib/facts/cite.ts";
import type { Given } from "#lib/graph/given.ts";
import { nodeKinds, states } from "#lib/graph/model.ts";
import type { ColdStart, Rehearsal, Step } from "#lib/graph/rehearsal.ts";

/** A thing as people call it; `host` for what lies on one host. */
export const ReportNode = z.strictObject({ kind: z.enum(nodeKinds), name: z.string(), host: z.string().optional(), id: z.string() });
export type ReportNode = z.infer<typeof ReportNode>;

const ReportStep = z.strictObject({
  order: z.number().int().min(1),
  phase: z.enum(["impact", "return"]),
  node: ReportNode,
  state: z.enum(states),
  words: z.string(),
  because: z.strictObject({
    node: ReportNode,
    need: z.string(),
    rule: z.string().optional(),
    evidence: z.array(z.strictObject(Cite.shape)),
  }),
  confidence: z.enum(["confirmed", "inferred", "suspected"]),
});

/** What `bulkhead rehearse --json` prints: a public contract, described in docs/rehearse-json.md. */
export const RehearseReport = z.strictObject({
  given: z.array(
    z.strictObject({
      what: z.enum(["reboot", "lose", "restart", "hardware-fault", "apply-network", "set-pvid", "power-loss"]),
      target: z.string().nullable(),
      vid: z.number().int().optional(),
      words: z.string(),
    }),
  ),
  steps: z.array(ReportStep),
  survives: z.array(ReportNode),
  votes: z.array(z.strictObject({ cluster: z.string(), have: z.number(), need: z.number() })),
  unknown: z.array(z.string()),
  manual: z.array(z.strictObject({ node: ReportNode, action: z.string(), wayIn: z.string().nullable() })),
  unnoticed: z.array(z.string()),
  tryFirst: z.string().nullable(),
});
export type RehearseReport = z.infer<typeof RehearseReport>;

/** What `bulkhead coldstart --json` prints: a public contract, described in docs/rehearse-json.md. */
export const ColdStartReport = z.strictObject({
  stages: z.array(z.strictObject({ start: z.array(ReportNode), waitSeconds: z.number(), manual: z.array(z.string()) })),
  cycles: z.array(
    z.strictObject({
      nodes: z.array(ReportNode),
      cuts: z.array(z.strictObject({ from: ReportNode, to: ReportNode, need: z.string(), fix: z.string(), rule: z.string().optional() })),
    }),
  ),
  unknown: z.array(z.string()),
});
export type ColdStartReport = z.infer<typeof ColdStartReport>;

/** The public JSON of a rehearsal. `wordsOf` says what is given as people do. */
export function toRehearseReport(played: Rehearsal, wordsOf: (given: Given) => string): RehearseReport {
  return {
    given: played.given.map((one) => ({ ...one, words: wordsOf(one) })),
    steps: played.steps.map(toReportStep),
    survives: played.survives.map(toReportNode),
    votes: played.votes,
    unknown: played.unknown,
    manual: played.manual.map(({ node, action, wayIn }) => ({ node: toReportNode(node), action, wayIn })),
    unnoticed: played.unnoticed,
    tryFirst: played.tryFirst,
  };
}

/** What fails by itself, or was given, is its own cause: a reader finds a node in every step. */
function toReportStep({ order, phase, node, state, words, because, confidence }: Step): RehearseReport["steps"][number] {
  const { need, rule, evidence } = because;
  const cause = toReportNode(because.node ?? node);
  return {
    order,
    phase,
    node: toReportNode(node),
    state,
    words,
    because: { node: cause, need, ...(rule === null ? {} : { rule }), evidence },
    confidence,
  };
}

/** The public JSON of a cold start. */
export function toColdStartReport({ stages, cycles, unknown }: ColdStart): ColdStartReport {
  return {
    stages: stages.map(({ start, waitSeconds, manual }) => ({ start: start.map(toReportNode), waitSeconds, manual })),
    cycles: cycles.map(({ nodes, cuts }) => ({
      nodes: nodes.map(toReportNode),
      cuts: cuts.map(({ from, to, need, fix, rule }) => ({
        from: toReportNode(from),
        to: toReportNode(to),
        need,
        fix,
        ...(rule === null ? {} : { rule }),
      })),
    })),
    unknown,
  };
}

function toReportNode({ kind, name, host, id }: Step["node"]): ReportNode {
  return { kind, name, ...(host === null ? {} : { host }), id };
}
