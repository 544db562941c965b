import type { Cite } from "#lib/facts/cite.ts";
import type { Confidence } from "#lib/rules/rule.ts";

/** What can fail, or be failed in a rehearsal. */
export const nodeKinds = [
  "host",
  "guest",
  "nic",
  "bridge",
  "vlan",
  "mount",
  "storage",
  "name",
  "dns",
  "gateway",
  "cluster",
  "quorum-device",
  "time-source",
  "alert-path",
  "console",
  "service",
  "power",
] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** Stable across visits: `kind:host:key`, with the host left out for what is no single host's. */
export type NodeId = string;

export interface GraphNode {
  id: NodeId;
  kind: NodeKind;
  /** As people call it. */
  name: string;
  /** Name of the host in Bulkhead that it lies on; null for what is no single host's. */
  host: string | null;
  /** What others need it for: "DNS", "gateway", "storage", "alerting". */
  roles: readonly string[];
  /** Why it is taken for what it is, where that follows from several things: "10.0.0.5 is guest truenas by its MAC". */
  identity: { words: string; confidence: Confidence; evidence: readonly Cite[] } | null;
  /** A person said so. */
  declared: boolean;
  /** False for what does not run now (a stopped guest): it cannot be lost, and serves nobody. */
  running: boolean;
}

/** What becomes of a node, mildest first; a node may be in several at once. */
export const states = ["degraded", "unnoticed", "unmanaged", "isolated", "hung", "down"] as const;
export type State = (typeof states)[number];

/**
 * When a need counts. `refit`: when its host comes up on changed hardware; `reload`: when the stored network configuration of its host is
 * applied. These two hold whether or not the node itself restarts, and only then.
 */
export type When = "boot" | "start" | "run" | "login" | "alert" | "recover" | "refit" | "reload";

/**
 * What a node needs: when less than `atLeast` of `from` (by weight) is there, the node becomes `becomes`. One of several suffices unless
 * more are asked for: DNS servers, links of corosync, votes.
 */
export interface Need {
  id: string;
  node: NodeId;
  when: When;
  from: readonly { node: NodeId; weight: number }[];
  atLeast: number;
  /** A provider in one of these states does not serve; default down, hung and isolated. */
  failsOn: readonly State[];
  becomes: State;
  /** What the provider does to the node, in words that follow its name: "mounts /mnt/nas from it, required at boot". */
  words: string;
  /** It comes back by itself once the provider does; without it somebody has to act. */
  retries: boolean;
  /** A start that is tried once: it fails too when the provider starts at the same time, however well that ends. */
  isRace: boolean;
  /** The node restarts instead of staying as it is: a watchdog, a fence. */
  restarts: boolean;
  /** Who serves in place of `from` once the node starts again somewhere else: the other nodes of an HA cluster. */
  elsewhere: readonly NodeId[];
  /** What the first attempt costs where the provider is silent, in seconds; 0 for nothing. */
  delaySeconds: number;
  /** What a person has to do before the node comes back; null where nothing. */
  manual: string | null;
  /** The rule that finds this need as a fault; null for a need that is none. */
  rule: string | null;
  confidence: Confidence;
  evidence: readonly Cite[];
  /** A fact that would decide it was not read: the need is told of as "would also fail if". */
  unknown: boolean;
}

/** Everything that is known of how the fleet hangs together. */
export interface FleetGraph {
  nodes: ReadonlyMap<NodeId, GraphNode>;
  needs: readonly Need[];
  /** Where facts were missing, in words with the host: the answer may be wider than shown. */
  unknown: readonly { host: string; words: string }[];
}

export const defaultFailsOn: readonly State[] = ["isolated", "hung", "down"];
