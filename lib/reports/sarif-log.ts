import { z } from "zod";

/**
 * The part of SARIF 2.1.0 (OASIS, errata 01) that we write: names, values and limits are the standard's, everything optional that we never
 * leave out is required, and nothing else may appear.
 */

/** Text for people. Braces are doubled in it, since single ones are placeholders. */
const Message = z.strictObject({ text: z.string().min(1) });
const MultiformatMessage = z.strictObject({ text: z.string().min(1), markdown: z.string().min(1).optional() });

export const SarifLevel = z.enum(["none", "note", "warning", "error"]);
export type SarifLevel = z.infer<typeof SarifLevel>;

/** 0 to 100, most urgent last. */
const Rank = z.number().min(0).max(100);
const Tags = z.array(z.string().min(1)).refine((tags) => new Set(tags).size === tags.length, "tags stand once each");

/** A relative reference as RFC 3986 has it; never one that leaves the folder that it starts in. */
const RelativeUri = z
  .string()
  .regex(/^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})+$/)
  .regex(/^[^/:]+(?:\/|$)/, "begins with a name")
  .refine((uri) => uri.split("/").every((segment) => !/^(?:\.|%2E){1,2}$/i.test(segment)), "stays in its folder");

const ArtifactLocation = z.strictObject({ uri: RelativeUri, uriBaseId: z.literal("%SRCROOT%") });
const Region = z.strictObject({ startLine: z.number().int().min(1), snippet: z.strictObject({ text: z.string() }) });

export const SarifLocation = z.strictObject({
  message: Message.optional(),
  physicalLocation: z.strictObject({ artifactLocation: ArtifactLocation, region: Region.optional() }),
  logicalLocations: z
    .array(z.strictObject({ name: z.string(), fullyQualifiedName: z.string(), kind: z.enum(["host", "fleet", "subject"]) }))
    .min(1)
    .optional(),
});
export type SarifLocation = z.infer<typeof SarifLocation>;

const PascalCase = z.string().regex(/^(?:[A-Z0-9][a-z0-9]*)+$/);

export const SarifRule = z.strictObject({
  id: z.string(),
  name: PascalCase,
  shortDescription: Message,
  fullDescription: Message,
  help: MultiformatMessage,
  helpUri: z.url({ protocol: /^https?$/ }).optional(),
  defaultConfiguration: z.strictObject({ level: SarifLevel, rank: Rank }),
  properties: z.strictObject({
    tags: Tags,
    "security-severity": z
      .string()
      .regex(/^\d\.\d$/)
      .optional(),
  }),
});
export type SarifRule = z.infer<typeof SarifRule>;

export const SarifResult = z
  .strictObject({
    ruleId: z.string(),
    ruleIndex: z.number().int().min(0),
    kind: z.enum(["fail", "open"]),
    level: SarifLevel,
    rank: Rank,
    message: Message,
    locations: z.array(SarifLocation).length(1),
    relatedLocations: z
      .array(SarifLocation)
      .refine((all) => new Set(all.map((one) => JSON.stringify(one))).size === all.length, "locations stand once each")
      .optional(),
    partialFingerprints: z.strictObject({ "bulkheadFinding/v1": z.string(), primaryLocationLineHash: z.string() }),
    properties: z.strictObject({
      tags: Tags,
      host: z.string(),
      subject: z.string().optional(),
      severity: z.string(),
      likelihood: z.number(),
      impact: z.number(),
      confidence: z.string().optional(),
      remedy: z.strictObject({ steps: z.array(z.string()), risk: z.string(), verify: z.string() }).optional(),
      postmortems: z.array(z.string()).optional(),
    }),
  })
  .refine(({ kind, level }) => kind === "fail" || level === "none", "only what failed has a level");
export type SarifResult = z.infer<typeof SarifResult>;

export const SarifNotification = z.strictObject({
  descriptor: z.strictObject({ id: z.literal("host-not-read"), index: z.literal(0) }),
  level: z.literal("error"),
  message: Message,
  locations: z.array(SarifLocation).length(1),
  timeUtc: z.iso.datetime(),
  properties: z.strictObject({ target: z.string(), undecidedRules: z.array(z.string()) }),
});
export type SarifNotification = z.infer<typeof SarifNotification>;

/** What can be said of one host as a whole. `coverage` is 0 to 1. */
export const SarifHost = z.strictObject({
  name: z.string(),
  target: z.string(),
  wasRead: z.boolean(),
  score: z.number().int(),
  coverage: z.number().min(0).max(1),
  collectedAt: z.iso.datetime(),
  durationMs: z.number().int().min(0),
});

const Run = z.strictObject({
  tool: z.strictObject({
    driver: z.strictObject({
      name: z.literal("Bulkhead"),
      version: z.string(),
      semanticVersion: z.string(),
      rules: z.array(SarifRule),
      notifications: z.array(
        z.strictObject({ id: z.literal("host-not-read"), name: PascalCase, shortDescription: Message, fullDescription: Message }),
      ),
    }),
  }),
  invocations: z
    .array(z.strictObject({ executionSuccessful: z.boolean(), toolExecutionNotifications: z.array(SarifNotification) }))
    .length(1),
  originalUriBaseIds: z.strictObject({ "%SRCROOT%": z.strictObject({ description: Message }) }),
  columnKind: z.literal("utf16CodeUnits"),
  results: z.array(SarifResult),
  properties: z.strictObject({ hosts: z.array(SarifHost) }),
});

/** What `bulkhead check --format sarif` prints: a public contract, described in docs/check-formats.md. */
export const SarifLog = z.strictObject({
  $schema: z.literal("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"),
  version: z.literal("2.1.0"),
  runs: z.array(Run).length(1),
});
export type SarifLog = z.infer<typeof SarifLog>;
