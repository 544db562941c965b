import { z } from "zod";
import { Cite } from "./cite.ts";

/** A network link of corosync as this node sees it now: `corosync-cfgtool -s` (corosync-cfgtool(8)), in the dialects of corosync 2, 3.0 and 3.1. */
export const CorosyncLink = z.object({
  /** Link (ring) number of corosync.conf(5). */
  link: z.number().int(),
  /** This node's address on it; null where the tool names none. */
  address: z.string().nullable(),
  /** False where the tool calls the link itself faulty, which corosync 2 does without naming a peer. */
  healthy: z.boolean(),
  /** The other nodes over this link; empty where the transport tells none. */
  peers: z.array(z.object({ nodeId: z.number().int(), connected: z.boolean(), at: Cite })),
  at: Cite,
});
export type CorosyncLink = z.infer<typeof CorosyncLink>;

export const CorosyncLinks = z.array(CorosyncLink);
export type CorosyncLinks = z.infer<typeof CorosyncLinks>;

/** What corosync logged about its links and its token, of one kind and peer: `journalctl -u corosync` of the last 14 days. */
export const CorosyncEvents = z.object({
  events: z.array(
    z.object({
      kind: z.enum(["token-lost", "processor-failed", "link-down", "retransmit"]),
      /** "node 2 link 0" for a link; null for what concerns the whole ring. */
      subject: z.string().nullable(),
      count: z.number().int().min(1),
      /** ISO 8601. */
      firstAt: z.string().nullable(),
      lastAt: z.string().nullable(),
      /** Most events that fell into ten minutes. */
      mostInTenMinutes: z.number().int(),
      /** The newest line. */
      at: Cite,
    }),
  ),
  /** How far back the log goes (ISO 8601), null where it holds no line of corosync. */
  since: z.string().nullable(),
});
export type CorosyncEvents = z.infer<typeof CorosyncEvents>;
