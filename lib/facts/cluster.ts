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
  /** Raised with every change, the same on all nodes; null where the file has none. */
  configVersion: z.number().int().nullable(),
  /** The option as written, which `waitForAll` follows; null where the file leaves it to corosync. */
  waitForAllSet: z.boolean().nullable(),
  lastManStanding: z.boolean(),
  autoTieBreaker: z.boolean(),
  /** Whether messages are authenticated: `secauth: on` or a `crypto_hash`. */
  authenticated: z.boolean(),
  /** The file that corosync itself reads, beside the shared one of Proxmox; null where only one was read. Blanks, comments and order do not make it differ. */
  localCopy: z.object({ configVersion: z.number().int().nullable(), differs: z.boolean(), at: Cite }).nullable(),
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

/** The quorum device daemon as it tells of itself: `corosync-qdevice-tool -sv`, its unit and its certificates. Absent where there is none. */
export const Qdevice = z.object({
  state: z.string(),
  host: z.string().nullable(),
  /** corosync-qdevice.service by `systemctl show`; null where it was not told. */
  unit: z
    .object({
      loadState: z.string().nullable(),
      activeState: z.string(),
      /** "enabled", "disabled"; null where it was not told. */
      fileState: z.string().nullable(),
      result: z.string().nullable(),
      restarts: z.number().int().nullable(),
      at: Cite,
    })
    .nullable(),
  /** Files of the NSS database by name and size; null where the directory was not listed. */
  certificates: z.object({ files: z.array(z.object({ name: z.string(), sizeBytes: z.number(), at: Cite })), at: Cite }).nullable(),
  at: Cite,
});
export type Qdevice = z.infer<typeof Qdevice>;
