import { z } from "zod";
import { Cite } from "./cite.ts";

/** An entry of the boot loader's menu: a `menuentry` of grub.cfg, or a file of /boot/loader/entries (Boot Loader Specification). */
export const BootEntry = z.object({
  title: z.string(),
  /** Release of the kernel that it loads, as uname -r would say it; null where the file name tells none. */
  kernel: z.string().nullable(),
  /** What follows root=: "UUID=…", "/dev/mapper/…", "ZFS=…"; null where the entry says none. */
  root: z.string().nullable(),
  at: Cite,
});
export type BootEntry = z.infer<typeof BootEntry>;

/** What the running kernel was started with, and what the next boot will start. */
export const BootState = z.object({
  runningKernel: z.string(),
  /** Words of /proc/cmdline; the kernel's own BOOT_IMAGE= among them. */
  parameters: z.array(z.string()),
  parametersAt: Cite,
  /** Kernels in /boot or, on Proxmox, on the boot partitions; null where nothing tells. `initrd` is null where the listing shows none at all. */
  kernels: z.array(z.object({ release: z.string(), initrd: z.boolean().nullable(), at: Cite })).nullable(),
  /** Folders of /lib/modules; null where they were not listed. */
  moduleFolders: z.array(z.string()).nullable(),
  /** The kernel that is set for the next boots: a pin of Proxmox, the default that grubby tells, or the saved entry of GRUB. */
  pinned: z.object({ release: z.string().nullable(), at: Cite }).nullable(),
  /** Entries in the order of the menu; null where no menu was read. */
  entries: z.array(BootEntry).nullable(),
  /** /run/reboot-required and the packages that ask for it; null where the file is not there. */
  rebootRequired: z.object({ packages: z.array(z.string()), at: Cite }).nullable(),
  /** Disks on which the package grub-pc installs the loader (debconf); `device` is the kernel's name, null where it is not there. */
  grubInstallDevices: z.array(z.object({ path: z.string(), device: z.string().nullable(), at: Cite })).nullable(),
  /** Entries of the firmware (efibootmgr(8)); null on a host that was not booted by UEFI, or without the tool. */
  firmware: z
    .object({
      current: z.string().nullable(),
      order: z.array(z.string()),
      entries: z.array(z.object({ id: z.string(), title: z.string(), partUuid: z.string().nullable(), at: Cite })),
    })
    .nullable(),
  /** Boot partitions that proxmox-boot-tool keeps, by UUID of their file system; null where it is not in use. */
  proxmoxBootUuids: z.array(z.object({ uuid: z.string(), at: Cite })).nullable(),
  /** Seconds that a Proxmox node waits before it starts guests (`startall-onboot-delay`, pvenode(1)); null where nothing is set. */
  startDelaySeconds: z.number().int().nullable(),
  /** MODULES= of initramfs.conf(5): "most", "dep" …; null where initramfs-tools is not there. */
  initramfsModules: z.object({ value: z.string(), at: Cite }).nullable(),
});
export type BootState = z.infer<typeof BootState>;
