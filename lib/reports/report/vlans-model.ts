import { z } from "zod";
import { disagreementKinds } from "#lib/graph/vlans/model.ts";
import { Severity } from "#lib/rules/severity.ts";

const Vid = z.number().int();

/** VLANs first to last at one place. */
export const VlanPlaceCell = z.strictObject({
  /** Null for untagged frames that nothing gives a VLAN. */
  range: z.tuple([Vid, Vid]).nullable(),
  /** Somebody is in it or names it; false for what only ranges too wide to be meant cover. */
  named: z.boolean(),
  /** How the uplinks take it: `all` with all others, `none` not, `inside` where there is no uplink. */
  passage: z.enum(["pvid", "pvid-tagged", "untagged", "tagged", "all", "mixed", "none", "inside"]),
  /** Addresses of the host itself in it. */
  own: z.array(z.string()),
  guests: z.array(z.strictObject({ name: z.string(), running: z.boolean(), tags: z.boolean() })),
  /** What the files say beside what runs; `open` where they say nothing or were not read. */
  files: z.enum(["same", "not-running", "not-configured", "open"]),
  /** What is declared of the switch port; `open` where nothing is. */
  switch: z.enum(["native", "tagged", "refused", "open"]),
  /** The worst that disagrees here. */
  severity: Severity.nullable(),
});
export type VlanPlaceCell = z.infer<typeof VlanPlaceCell>;

/** What of a host VLANs lie on: a bridge, or a card or bond without one. */
export const VlanPlace = z.strictObject({
  host: z.string(),
  /** Empty for a host that has nothing of the kind, or of which that is not known. */
  name: z.string(),
  kind: z.enum(["filters", "passes", "overlay", "card", "nothing", "unread"]),
  uplinks: z.array(z.string()),
  /** What was not read and would have a place here. */
  unread: z.array(z.string()),
  /** The worst that disagrees here, about a VLAN or about the place as a whole. */
  severity: Severity.nullable(),
  vlans: z.array(VlanPlaceCell),
});
export type VlanPlace = z.infer<typeof VlanPlace>;

/** Two or more that should say the same of a VLAN, and do not. */
export const VlanDisagreement = z.strictObject({
  kind: z.enum(disagreementKinds),
  severity: Severity,
  confidence: z.enum(["confirmed", "inferred", "suspected"]),
  places: z.array(z.strictObject({ host: z.string(), name: z.string() })),
  /** Empty where it is about the place as a whole. */
  vids: z.array(Vid),
  guests: z.array(z.string()),
  title: z.string(),
  observed: z.string(),
  expected: z.string(),
  rule: z.string().nullable(),
});
export type VlanDisagreement = z.infer<typeof VlanDisagreement>;

/** Where each VLAN of the report's hosts is, and where two that should say the same of it do not. */
export const ReportVlans = z.strictObject({
  places: z.array(VlanPlace),
  /** The worst first. */
  disagreements: z.array(VlanDisagreement),
});
export type ReportVlans = z.infer<typeof ReportVlans>;
