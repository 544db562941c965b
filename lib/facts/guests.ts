import { z } from "zod";
import { Cite } from "./cite.ts";

/** A disk of a guest. Exactly one of `path` (file or block device on the host) and `storage` (a named store) is usual; both may be known. */
export const GuestDisk = z.object({
  /** "scsi0", "vda", "rootfs", "mp0". */
  slot: z.string(),
  media: z.enum(["disk", "cdrom"]),
  kind: z.enum(["file", "block", "volume", "network", "directory", "empty"]),
  /** Absolute path on the host where the configuration gives one. */
  path: z.string().nullable(),
  /** Proxmox storage id or libvirt pool name. */
  storage: z.string().nullable(),
  /** As the configuration spells it: "local-lvm:vm-100-disk-0". */
  source: z.string(),
  at: Cite,
});
export type GuestDisk = z.infer<typeof GuestDisk>;

/** A network card of a guest. */
export const GuestNic = z.object({
  slot: z.string(),
  mac: z.string().nullable(),
  model: z.string().nullable(),
  bridge: z.string().nullable(),
  /** Proxmox `tag=`, libvirt <vlan><tag id>; null when untagged. */
  vlanTag: z.number().int().nullable(),
  trunks: z.string().nullable(),
  firewall: z.boolean(),
  /** The host's port for it now: vnet0, tap100i0, fwpr100p0, veth100i0; null when it does not run. */
  device: z.string().nullable(),
  /** Addresses that the configuration states (LXC ip=, cloud-init ipconfig), without prefix length. */
  addresses: z.array(z.string()),
  at: Cite,
});
export type GuestNic = z.infer<typeof GuestNic>;

/** A guest of this host, Proxmox VM, container or libvirt domain, in one shape. Pending and snapshot sections are not its present state. */
export const Guest = z.object({
  /** VMID on Proxmox, UUID on libvirt: stable. */
  id: z.string(),
  name: z.string(),
  platform: z.enum(["qemu", "lxc", "libvirt"]),
  /** Null when the configuration was read and the state was not. */
  running: z.boolean().nullable(),
  /** The tool's own word: "stopped", "shut off", "running", "paused"; null when not known. */
  state: z.string().nullable(),
  onboot: z.boolean(),
  template: z.boolean(),
  tags: z.array(z.string()),
  lock: z.string().nullable(),
  memoryMiB: z.number().nullable(),
  /** Proxmox `startup:`. */
  startup: z
    .object({ order: z.number().int().nullable(), upSeconds: z.number().int().nullable(), downSeconds: z.number().int().nullable() })
    .nullable(),
  /** State that Proxmox HA wants ("started", "stopped", "ignored"); null when HA does not manage it. */
  haState: z.string().nullable(),
  disks: z.array(GuestDisk),
  nics: z.array(GuestNic),
  /** The line that says what it is (name) and the line that says whether it starts at boot; the latter falls back to the former. */
  at: Cite,
  onbootAt: Cite,
  stateAt: Cite.nullable(),
});
export type Guest = z.infer<typeof Guest>;

/** Sources: /etc/pve/{qemu-server,lxc}/*.conf with `qm list`, `pct list`; `virsh -r dumpxml`, `list`. Absent on a host without a hypervisor. */
export const Guests = z.array(Guest);
export type Guests = z.infer<typeof Guests>;
