import { z } from "zod";
import { exposureAnswers } from "#lib/engine/exposure.ts";
import { Verdict } from "#lib/engine/judgement.ts";
import { Cite } from "#lib/facts/cite.ts";
import { FailureCause } from "#lib/facts/reading.ts";
import { LinkKind } from "#lib/postmortems/schema.ts";
import { scenarios, scopes } from "#lib/rules/rule.ts";
import { Severity } from "#lib/rules/severity.ts";
import { ReportHostFacts } from "./host-model.ts";
import { ReportTopology } from "./topology-model.ts";
import { ReportVlans } from "./vlans-model.ts";
import { ReportWindow } from "./window-model.ts";

/** What a report can be about. */
export const reportKinds = ["host", "cluster", "fleet", "postmortem", "window"] as const;
export type ReportKind = (typeof reportKinds)[number];

/** A severity, or why there is none: how good or bad a line of a report is. */
export const tones = [...Severity.options, "holds", "unknown", "not-applicable"] as const;
export type ReportTone = (typeof tones)[number];

const Time = z.iso.datetime();
const Share = z.number().min(0).max(1);
const Level = z.number().int().min(1).max(4);
const Count = z.number().int().min(0);

/** A finding in full. `hosts` is empty for one of the fleet as a whole. */
export const ReportFinding = z.strictObject({
  fingerprint: z.string(),
  rule: z.string(),
  severity: Severity,
  likelihood: Level,
  impact: Level,
  confidence: z.enum(["confirmed", "inferred", "suspected"]),
  scope: z.enum(scopes),
  subject: z.string(),
  title: z.string(),
  why: z.string(),
  observed: z.string(),
  expected: z.string(),
  scenarios: z.array(z.enum(scenarios)),
  evidence: z.array(z.strictObject(Cite.shape)),
  remedy: z.strictObject({ steps: z.array(z.string()), risk: z.string(), verify: z.string() }),
  incidents: z.array(z.strictObject({ id: z.string(), title: z.string(), date: z.string().nullable() })),
  references: z.array(z.string()),
  hosts: z.array(z.strictObject({ host: z.string(), points: z.number(), notSeenSince: Time.nullable() })),
  openedAt: Time,
  accepted: z.strictObject({ by: z.string(), reason: z.string(), at: Time.nullable(), until: z.iso.date().nullable() }).nullable(),
});
export type ReportFinding = z.infer<typeof ReportFinding>;

const UndecidedRule = z.strictObject({ rule: z.string(), because: z.string() });

/** One host: how the last visits went, its score, what could not be read or decided, and, unless the report is about an incident, its facts. */
export const ReportHost = z.strictObject({
  name: z.string(),
  /** The way in, without secrets: "root@10.0.0.1". */
  target: z.string(),
  site: z.string().nullable(),
  cluster: z.string().nullable(),
  system: z.enum(["proxmox", "libvirt", "linux"]).nullable(),
  state: z.enum(["unvisited", "reachable", "unreachable", "denied", "keyChanged"]),
  paused: z.boolean(),
  lastError: z.strictObject({ code: z.string(), sentence: z.string() }).nullable(),
  /** End of the last visit, and of the last one that read something; null before the first. */
  visitedAt: Time.nullable(),
  seenAt: Time.nullable(),
  risk: z
    .strictObject({ score: Count.max(100), worstCase: Count.max(100), coverage: Share, sight: z.enum(["seen", "partly-seen", "unknown"]) })
    .nullable(),
  verdicts: z.strictObject({ passed: Count, failed: Count, notApplicable: Count, unknown: Count }),
  readiness: z.array(
    z.strictObject({ scenario: z.enum(scenarios), tone: z.enum(tones), words: z.string(), search: z.string(), undecided: Count }),
  ),
  unknown: z.strictObject({
    rules: z.array(UndecidedRule),
    facts: z.array(z.strictObject({ fact: z.string(), cause: FailureCause, detail: z.string() })),
  }),
  facts: ReportHostFacts.nullable(),
});
export type ReportHost = z.infer<typeof ReportHost>;

const HostExposure = z.strictObject({
  host: z.string(),
  answer: z.enum(exposureAnswers),
  /** Standing findings that let it happen, in the order of the chain. */
  through: z.array(z.strictObject({ rule: z.string(), subject: z.string(), title: z.string(), severity: Severity, accepted: z.boolean() })),
  passed: z.array(z.string()),
  /** Rules of the chain that say nothing here, and why. */
  silent: z.array(
    z.strictObject({ rule: z.string(), state: z.enum(["unknown", "not-applicable", "not-judged"]), because: z.string().nullable() }),
  ),
});

/** An incident × the hosts: whether it could happen, and through what. `fleet` is null where no rule of its chain is about the fleet. */
export const ReportExposure = z.strictObject({
  id: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  summary: z.string(),
  system: z.string(),
  chain: z.array(z.strictObject({ step: z.string(), text: z.string(), kind: LinkKind, rules: z.array(z.string()), open: z.boolean() })),
  answer: z.enum(exposureAnswers),
  counts: z.strictObject({ exposed: Count, "cannot-tell": Count, "not-exposed": Count }),
  fleet: HostExposure.nullable(),
  hosts: z.array(HostExposure),
});
export type ReportExposure = z.infer<typeof ReportExposure>;

/** One answer of the report's head. */
export const ReportHeadline = z.strictObject({ tone: z.enum(tones), words: z.string(), detail: z.string().nullable() });
export type ReportHeadline = z.infer<typeof ReportHeadline>;

/** A report as data: a public contract, described in docs/report-json.md. All times are UTC. */
export const Report = z.strictObject({
  schema: z.literal("bulkhead-report/1"),
  kind: z.enum(reportKinds),
  subject: z.strictObject({ id: z.string().nullable(), name: z.string() }),
  title: z.string(),
  madeAt: Time,
  madeBy: z.strictObject({
    version: z.string(),
    /** How many rules judge, and a fingerprint of all of them: two reports with the same were judged alike. */
    rules: Count,
    catalogue: z.string().regex(/^[0-9a-f]{12}$/),
  }),
  headlines: z.array(ReportHeadline),
  /** `read` counts hosts that were read at least once; `share` is their mean share of decided rules, null without any. */
  coverage: z.strictObject({ hosts: Count, read: Count, share: Share.nullable(), unknownRules: Count }),
  findings: z.array(ReportFinding),
  accepted: z.array(ReportFinding),
  exposure: ReportExposure.nullable(),
  /** Of a maintenance window: what is planned, what its checks said, its checklist and runbooks. */
  window: ReportWindow.nullable(),
  hosts: z.array(ReportHost),
  /** How the hosts hang together, and where each VLAN is on them; null in a report about an incident. */
  topology: ReportTopology.nullable(),
  vlans: ReportVlans.nullable(),
  /** What the rules about the fleet as a whole said; empty where the report is not about it. */
  fleet: z.strictObject({
    judgedAt: Time.nullable(),
    verdicts: z.array(z.strictObject({ rule: z.string(), verdict: Verdict, because: z.string().nullable() })),
  }),
  unknown: z.strictObject({
    /** Hosts from which nothing was ever read. */
    neverRead: z.array(z.string()),
    /** Hosts whose last visit failed: what is told of them is as old as `seenAt`. */
    notAnswering: z.array(z.strictObject({ host: z.string(), because: z.string(), seenAt: Time.nullable() })),
    /** Cells of the readiness matrix that nobody can fill. */
    cells: z.array(z.strictObject({ host: z.string(), scenario: z.enum(scenarios), undecided: Count })),
    /** Rules about the fleet as a whole that could not be decided. */
    fleetRules: z.array(UndecidedRule),
    /** Stored findings that this version cannot read: they are open all the same. */
    unreadableFindings: z.array(z.strictObject({ rule: z.string(), hosts: z.array(z.string()) })),
  }),
});
export type Report = z.infer<typeof Report>;
