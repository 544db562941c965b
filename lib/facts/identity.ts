import { z } from "zod";

/** Who the host is and what runs it. Sources: uname(1), os-release(5), machine-id(5), /proc/uptime, systemd-detect-virt(1). */
export const Identity = z.object({
  hostname: z.string(),
  machineId: z.string().nullable(),
  bootId: z.string().nullable(),
  kernel: z.string(),
  architecture: z.string().nullable(),
  os: z.object({ id: z.string(), versionId: z.string().nullable(), name: z.string() }),
  /** What makes it a hypervisor, from the tools found on it. */
  system: z.enum(["proxmox", "libvirt", "linux"]),
  /** Version of Proxmox VE or libvirt, as its own tool prints it. */
  hypervisorVersion: z.string().nullable(),
  init: z.enum(["systemd", "other"]),
  /** "none" on bare metal, else the word of systemd-detect-virt ("kvm", "lxc", …); null when it could not be told. */
  virtualization: z.string().nullable(),
  uptimeSeconds: z.number().nullable(),
  /** The host's own clock at the visit, ISO 8601. */
  clock: z.string().nullable(),
});
export type Identity = z.infer<typeof Identity>;
