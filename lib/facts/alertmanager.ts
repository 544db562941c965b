import { z } from "zod";
import { Cite } from "./cite.ts";

/** A condition on one label: `severity=~"critical|page"` (Prometheus documentation, "Matchers"). */
export const LabelMatcher = z.object({ label: z.string(), operator: z.enum(["=", "!=", "=~", "!~"]), value: z.string() });
export type LabelMatcher = z.infer<typeof LabelMatcher>;

export const Label = z.object({ name: z.string(), value: z.string() });
export type Label = z.infer<typeof Label>;

/** One way of a receiver to tell somebody. */
export const Integration = z.object({
  /** Key of the configuration without "_configs": "webhook", "email", "pagerduty", "slack". */
  kind: z.string(),
  /** Host name or address that it sends to; null where it is masked, comes from a file, or belongs to the kind itself. */
  host: z.string().nullable(),
});

export const AlertReceiver = z.object({
  name: z.string(),
  /** Empty: a receiver that sends nothing, whatever its name. */
  integrations: z.array(Integration),
  at: Cite,
});
export type AlertReceiver = z.infer<typeof AlertReceiver>;

/** A route with what it inherits already filled in. */
export const AlertRoute = z.object({
  /** Position in the list of the route that it stands below, always an earlier one; null for the root, which comes first. */
  parent: z.number().int().nullable(),
  receiver: z.string(),
  matchers: z.array(LabelMatcher),
  continues: z.boolean(),
  groupIntervalSeconds: z.number(),
  repeatIntervalSeconds: z.number(),
  /** Names of time intervals in which it is mute, and outside of which it is. */
  muteTimeIntervals: z.array(z.string()),
  activeTimeIntervals: z.array(z.string()),
  at: Cite,
});
export type AlertRoute = z.infer<typeof AlertRoute>;

export const Silence = z.object({
  id: z.string(),
  matchers: z.array(LabelMatcher),
  state: z.enum(["active", "pending", "expired"]),
  startsAt: z.string(),
  endsAt: z.string(),
  createdBy: z.string(),
  comment: z.string(),
  at: Cite,
});
export type Silence = z.infer<typeof Silence>;

/** An alert that Alertmanager holds. */
export const HeldAlert = z.object({
  labels: z.array(Label),
  receivers: z.array(z.string()),
  /** "active", "suppressed" (silenced, inhibited or muted), "unprocessed". */
  state: z.string(),
  at: Cite,
});
export type HeldAlert = z.infer<typeof HeldAlert>;

/**
 * One Alertmanager: where alerts go. Sources: alertmanager.yml on the host, or its HTTP API (/api/v2/status, /silences, /receivers,
 * /alerts), which alone knows of silences, alerts and peers.
 */
export const Alertmanager = z.object({
  /** Root first, then depth first, as the file has them. */
  routes: z.array(AlertRoute),
  receivers: z.array(AlertReceiver),
  inhibitions: z.array(z.object({ source: z.array(LabelMatcher), target: z.array(LabelMatcher), equal: z.array(z.string()), at: Cite })),
  /** Null where only the file was read. */
  silences: z.array(Silence).nullable(),
  alerts: z.array(HeldAlert).nullable(),
  /** Members that it sees of its own cluster, itself included; null where only the file was read or it clusters with nobody. */
  peers: z.number().int().nullable(),
  version: z.string().nullable(),
});
export type Alertmanager = z.infer<typeof Alertmanager>;
