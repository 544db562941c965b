import { z } from "zod";
import { FailureCause } from "#lib/facts/reading.ts";

const Name = z.string();

/** A line of fstab beside what is mounted, or a mount that fstab does not ask for. */
export const ReportMount = z.strictObject({
  mountPoint: z.string(),
  state: z.enum(["mounted", "not mounted", "on demand", "waits for first use", "swap", "not in fstab"]),
  /** As fstab names it; null where no line asks for it. */
  device: z.string().nullable(),
  /** What is mounted; null where nothing is. */
  source: z.string().nullable(),
  type: z.string(),
  options: z.array(z.string()),
  /** Line of fstab. */
  line: z.number().int().nullable(),
});
export type ReportMount = z.infer<typeof ReportMount>;

const ReportPort = z.strictObject({
  name: Name,
  role: z.enum(["self", "uplink", "guest", "other"]),
  /** The guest behind it, or the bridge's own addresses. */
  note: z.string().nullable(),
  pvid: z.number().int().nullable(),
  vlans: z.array(z.strictObject({ vid: z.number().int(), vidEnd: z.number().int(), pvid: z.boolean(), untagged: z.boolean() })),
});

/** A bridge with the VLANs of its ports. */
export const ReportBridge = z.strictObject({ name: Name, vlanFiltering: z.boolean(), ports: z.array(ReportPort) });
export type ReportBridge = z.infer<typeof ReportBridge>;

/** A guest in short. */
export const ReportGuest = z.strictObject({
  id: z.string(),
  name: Name,
  platform: z.enum(["qemu", "lxc", "libvirt"]),
  running: z.boolean().nullable(),
  state: z.string().nullable(),
  onboot: z.boolean(),
  template: z.boolean(),
  order: z.number().int().nullable(),
  haState: z.string().nullable(),
  lock: z.string().nullable(),
  memoryMiB: z.number().nullable(),
  nics: z.array(z.strictObject({ bridge: z.string().nullable(), vlan: z.number().int().nullable() })),
  disks: z.array(z.strictObject({ slot: z.string(), source: z.string() })),
});
export type ReportGuest = z.infer<typeof ReportGuest>;

/** The vote of the host's cluster as it sees it. */
export const ReportVotes = z.strictObject({
  quorate: z.boolean(),
  totalVotes: z.number().int(),
  expectedVotes: z.number().int(),
  quorum: z.number().int(),
  members: z.array(z.strictObject({ name: Name, votes: z.number().int(), local: z.boolean(), qdevice: z.array(z.string()).nullable() })),
  qdeviceVotes: z.number().int().nullable(),
});
export type ReportVotes = z.infer<typeof ReportVotes>;

export const ReportClusterConfig = z.strictObject({
  name: Name,
  twoNode: z.boolean(),
  waitForAll: z.boolean(),
  qdevice: z.string().nullable(),
  nodes: z.array(z.strictObject({ name: z.string().nullable(), votes: z.number().int(), addresses: z.array(z.string()) })),
});

export const ReportIdentity = z.strictObject({
  hostname: z.string(),
  os: z.string(),
  kernel: z.string(),
  hypervisorVersion: z.string().nullable(),
  virtualization: z.string().nullable(),
  uptimeSeconds: z.number().nullable(),
});

function readingOf<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion("status", [
    z.strictObject({ status: z.literal("ok"), value }),
    z.strictObject({ status: z.literal("absent"), reason: z.string() }),
    z.strictObject({ status: z.literal("failed"), cause: FailureCause, detail: z.string() }),
  ]);
}

/** What was read of a host: each part `ok` with its value, `absent` (nothing there, nothing wrong) or `failed` with its cause. */
export const ReportHostFacts = z.strictObject({
  identity: readingOf(ReportIdentity),
  mounts: readingOf(z.array(ReportMount)),
  bridges: readingOf(z.array(ReportBridge)),
  guests: readingOf(z.array(ReportGuest)),
  clusterConfig: readingOf(ReportClusterConfig),
  votes: readingOf(ReportVotes),
});
export type ReportHostFacts = z.infer<typeof ReportHostFacts>;
