import { z } from "zod";
import { Cite } from "./cite.ts";

/** What corosync.conf(5) declares. Absent on a stand-alone host. */
export const ClusterConfig = z.object({
  name: z.string(),
  nodes: z.array(
    z.object({
      name: z.string().nullable(),
      nodeId: z.number().int().nullable(),
      votes: z.number().int(),
      addresses: z.array(z.string()),
      at: Cite,
    }),
  ),
  qdevice: z
    .object({
      model: z.string(),
      host: z.string().nullable(),
      algorithm: z.string().nullable(),
      votes: z.number().int().nullable(),
      at: Cite,
    })
    .nullable(),
  twoNode: z.boolean(),
  waitForAll: z.boolean(),
  expectedVotes: z.number().int().nullable(),
  at: Cite,
});
export type ClusterConfig = z.infer<typeof ClusterConfig>;

/** The vote as this node sees it now: `pvecm status`, else `corosync-quorumtool -siH` (votequorum(5), corosync-qdevice(8)). */
export const ClusterStatus = z.object({
  name: z.string().nullable(),
  quorate: z.boolean(),
  expectedVotes: z.number().int(),
  highestExpected: z.number().int().nullable(),
  totalVotes: z.number().int(),
  quorum: z.number().int(),
  flags: z.array(z.string()),
  members: z.array(
    z.object({
      nodeId: z.number().int(),
      name: z.string(),
      votes: z.number().int(),
      /** Flags of the Qdevice column ("A", "NV", "NMW", "NR"); null where there is no such column. */
      qdevice: z.array(z.string()).nullable(),
      local: z.boolean(),
      at: Cite,
    }),
  ),
  /** The Qdevice row: votes counted now, and the votes configured ("Qdevice (votes 1)") where they are not counted. */
  qdeviceRow: z.object({ votes: z.number().int(), configuredVotes: z.number().int().nullable(), at: Cite }).nullable(),
  quorateAt: Cite,
  votesAt: Cite,
  flagsAt: Cite,
});
export type ClusterStatus = z.infer<typeof ClusterStatus>;

/** The quorum device daemon as it tells of itself: `corosync-qdevice-tool -sv`. Absent where there is none. */
export const Qdevice = z.object({ state: z.string(), host: z.string().nullable(), at: Cite });
export type Qdevice = z.infer<typeof Qdevice>;
