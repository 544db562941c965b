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
  /** "scsi", "virtio", "sata", "ide" …; null where there is none (a container's mount point). */
  bus: z.string().nullable(),
  /** "none", "writeback", "unsafe" …; null where the configuration leaves it to the default, which is safe. */
  cache: z.string().nullable(),
  ioThread: z.boolean(),
  /** Whether vzdump takes it: Proxmox `backup=`; a container's mount point is left out unless it says so (pct(1)). True on libvirt. */
  backedUp: z.boolean(),
  /** Proxmox `replicate=0` takes it out of storage replication. */
  replicated: z.boolean(),
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
  /** Gateways that the configuration states with them (gw=, gw6=). */
  gateways: z.array(z.string()),
  /** Proxmox `link_down=1`, libvirt <link state='down'>: unplugged on purpose. */
  linkDown: z.boolean(),
  /** MTU that the guest is told, which only virtio can; 1 is Proxmox's word for the bridge's. Null where nothing is said. */
  mtu: z.number().int().nullable(),
  at: Cite,
});
export type GuestNic = z.infer<typeof GuestNic>;

/** A device of the host that a guest has for itself: Proxmox `hostpci`, `usb`; libvirt <hostdev>. */
export const GuestHostDevice = z.object({
  slot: z.string(),
  kind: z.enum(["pci", "usb"]),
  /** "0000:01:00.0"; without the function ("0000:01:00") for all functions of the card; a USB port "1-2". Null where it is named otherwise. */
  address: z.string().nullable(),
  /** "1a6e:089a", where the device is named by its kind. */
  deviceId: z.string().nullable(),
  /** Name of a cluster-wide resource mapping of Proxmox. */
  mapping: z.string().nullable(),
  at: Cite,
});
export type GuestHostDevice = z.infer<typeof GuestHostDevice>;

/** A screen of a guest that a client of VNC or SPICE can open. Proxmox's own console is none: it goes through its API. */
export const GuestScreen = z.object({
  type: z.string(),
  /** Address it listens on; null for a socket, or where only the hypervisor's default tells (the host itself). */
  listen: z.string().nullable(),
  port: z.number().int().nullable(),
  /** Whether TLS or SASL is set up for it; null where that could not be read. A password never shows. */
  isProtected: z.boolean().nullable(),
  at: Cite,
});
export type GuestScreen = z.infer<typeof GuestScreen>;

/** What a definition gives a guest to be seen and found by: its screens, its consoles, and where its devices sit on the PCI bus. */
export const GuestDevices = z.object({
  /** "std", "virtio", "qxl", "serial0" …; "none" where there is no video device. */
  video: z.string(),
  screens: z.array(GuestScreen),
  /** Serial ports and virtio consoles that the host can open. */
  consoles: z.array(z.string()),
  /** PCI addresses where the definition states or lacks them (libvirt): "interface 52:54:…", "disk vda", "video". Empty on Proxmox, which computes them. */
  pci: z.array(z.object({ device: z.string(), address: z.string().nullable(), at: Cite })),
});
export type GuestDevices = z.infer<typeof GuestDevices>;

export const PendingKind = z.enum([
  "network",
  "disk",
  "boot",
  "machine",
  "processor",
  "memory",
  "video",
  "console",
  "host-device",
  "metadata",
  "other",
]);
export type PendingKind = z.infer<typeof PendingKind>;

/** A setting that the next stop and start of the guest will change. */
export const PendingChange = z.object({
  /** "net0", "vga"; on libvirt "interface 52:54:…", "video". */
  key: z.string(),
  kind: PendingKind,
  /** As the configurations spell it; null where the setting is not there now, or will not be there. */
  now: z.string().nullable(),
  next: z.string().nullable(),
  at: Cite,
});
export type PendingChange = z.infer<typeof PendingChange>;

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
  /** What people wrote about it: Proxmox's notes, libvirt's title and description; "" for nothing. */
  notes: z.string(),
  lock: z.string().nullable(),
  memoryMiB: z.number().nullable(),
  /** Proxmox `startup:`. */
  startup: z
    .object({ order: z.number().int().nullable(), upSeconds: z.number().int().nullable(), downSeconds: z.number().int().nullable() })
    .nullable(),
  /** State that Proxmox HA wants ("started", "stopped", "ignored"); null when HA does not manage it. */
  haState: z.string().nullable(),
  /** Virtual processors in all; null where a container may use every one. */
  cores: z.number().int().nullable(),
  /** "host", "x86-64-v2-AES", "host-passthrough"; null for the default. */
  cpuModel: z.string().nullable(),
  /** Least memory that ballooning leaves it; 0 where ballooning is off, null where nothing is said. */
  balloonMiB: z.number().nullable(),
  /** Machine type as configured: "pc-i440fx-9.0", "q35"; null for the default. */
  machine: z.string().nullable(),
  /** "seabios", "ovmf"; null for the default. */
  bios: z.string().nullable(),
  /** SCSI controller as configured: "virtio-scsi-single", "lsi"; null where nothing is said, which is "lsi" on Proxmox (qm(1)). */
  scsiController: z.string().nullable(),
  /** Whether the QEMU guest agent is set up. */
  agent: z.boolean(),
  /** Extra arguments for QEMU (Proxmox `args`). */
  args: z.string().nullable(),
  /** Features of a container: "nesting=1", "keyctl=1". */
  features: z.array(z.string()),
  /** Whether a container runs in a user namespace; null for a virtual machine. */
  unprivileged: z.boolean().nullable(),
  /** When it was made, where the configuration tells; ISO 8601. */
  createdAt: z.string().nullable(),
  disks: z.array(GuestDisk),
  nics: z.array(GuestNic),
  hostDevices: z.array(GuestHostDevice),
  devices: GuestDevices,
  /** The same for its next start, where the stored definition differs from the one that runs; else null. */
  nextDevices: GuestDevices.nullable(),
  /** What its next stop and start will change; null where the stored definition could not be read. */
  pending: z.array(PendingChange).nullable(),
  /** The line that says what it is (name) and the line that says whether it starts at boot; the latter falls back to the former. */
  at: Cite,
  onbootAt: Cite,
  stateAt: Cite.nullable(),
});
export type Guest = z.infer<typeof Guest>;

/** Sources: /etc/pve/{qemu-server,lxc}/*.conf with `qm list`, `pct list`; `virsh -r dumpxml` with and without --inactive, `list`. Absent on a host without a hypervisor. */
export const Guests = z.array(Guest);
export type Guests = z.infer<typeof Guests>;
