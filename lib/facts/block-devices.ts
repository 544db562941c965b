import { z } from "zod";
import { Cite } from "./cite.ts";

/** A block device with everything below it flattened: `lsblk -J -b -o …` (lsblk(8)), values typed whatever the version prints. */
export const BlockDevice = z.object({
  /** Kernel name: "sda", "nvme0n1p2", "dm-3". */
  name: z.string(),
  /** "/dev/…" as used in configuration: the mapper path for dm devices. */
  path: z.string(),
  /** "disk", "part", "lvm", "crypt", "raid1", "mpath", "rom", "loop" … */
  type: z.string(),
  /** Kernel names of the devices it lies on. */
  parents: z.array(z.string()),
  sizeBytes: z.number().nullable(),
  fsType: z.string().nullable(),
  label: z.string().nullable(),
  uuid: z.string().nullable(),
  partUuid: z.string().nullable(),
  partLabel: z.string().nullable(),
  mountPoints: z.array(z.string()),
  /** "sata", "nvme", "usb", "iscsi", "fc" … */
  transport: z.string().nullable(),
  rotational: z.boolean().nullable(),
  removable: z.boolean().nullable(),
  readOnly: z.boolean().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  wwn: z.string().nullable(),
  /** Names below /dev/disk/by-id that lead to it (udev(7)); null where that folder was not read. */
  byId: z.array(z.string()).nullable(),
  at: Cite,
});
export type BlockDevice = z.infer<typeof BlockDevice>;

export const BlockDevices = z.array(BlockDevice);
export type BlockDevices = z.infer<typeof BlockDevices>;
