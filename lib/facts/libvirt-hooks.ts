import { z } from "zod";
import { Cite } from "./cite.ts";

/** A script that libvirt calls when a guest starts or stops (/etc/libvirt/hooks/qemu, qemu.d/*). Text only: it is never run. */
export const LibvirtHook = z.object({
  path: z.string(),
  /** Null where the folder could not be listed. */
  executable: z.boolean().nullable(),
  owner: z.string().nullable(),
  /** Others than its owner may write it. */
  writableByOthers: z.boolean().nullable(),
  /** Lines that set VLANs of ports with bridge(8). */
  vlanLines: z.array(Cite),
  /** VLANs that those lines give as PVID, where they are written as numbers. */
  pvids: z.array(z.number().int()),
  /** Lines that call virsh(1) back; `readOnly` where each of them asks for the read-only connection. */
  virshLines: z.array(Cite),
  virshReadOnly: z.boolean(),
  /** The guests that the script serves, where a list or a `case` names them; empty where it serves all. */
  guestList: z.array(z.string()),
  at: Cite,
});
export type LibvirtHook = z.infer<typeof LibvirtHook>;

/** Absent where libvirt has no hook for guests. */
export const LibvirtHooks = z.array(LibvirtHook);
export type LibvirtHooks = z.infer<typeof LibvirtHooks>;
