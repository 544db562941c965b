import { z } from "zod";

/** What happens in a rehearsal. `target` is a node's id, or the name of what people call it where only one is called so. */
export const Given = z.discriminatedUnion("what", [
  /** A host or guest restarts: what it carried comes back only if everything that it needs is there. */
  z.object({ what: z.literal("reboot"), target: z.string() }),
  /** Something is gone: a host, a guest, a storage, a DNS server, an uplink, a VLAN, the gateway. */
  z.object({ what: z.literal("lose"), target: z.string() }),
  /** A guest is stopped and started again: what is pending becomes active. */
  z.object({ what: z.literal("restart"), target: z.string() }),
  /** The saved network configuration of a host becomes active. */
  z.object({ what: z.literal("apply-network"), target: z.string() }),
  /** A part of a host fails and it comes up on changed hardware: cards may have another slot, and what nothing doubles is gone. */
  z.object({ what: z.literal("hardware-fault"), target: z.string() }),
  /** The PVID of a bridge and of those of its ports that follow it is changed over SSH. */
  z.object({ what: z.literal("set-pvid"), target: z.string(), vid: z.number().int().min(1).max(4094) }),
  /** Everything is off, and power comes back. */
  z.object({ what: z.literal("power-loss"), target: z.string().nullable().default(null) }),
]);
export type Given = z.infer<typeof Given>;
