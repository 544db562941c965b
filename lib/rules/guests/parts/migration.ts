import type { Backups } from "#lib/facts/backups.ts";
import type { Guest, GuestDisk } from "#lib/facts/guests.ts";
import type { Storages } from "#lib/facts/storages.ts";
import { isHaManaged } from "#lib/rules/shared/guest-start.ts";

/** Kinds of Proxmox storage that only their own node has. */
const localStorages = new Set(["dir", "lvm", "lvmthin", "zfspool", "btrfs"]);

/** Something that ties a guest to its host. */
export interface Blocker {
  kind: "device" | "disk" | "medium";
  guest: Guest;
  what: string;
  at: Guest["at"];
}

/** Devices of the host that no other node has by the same name. */
export function deviceBlockers(guest: Guest): Blocker[] {
  return guest.hostDevices.filter(({ mapping }) => mapping === null).map((device) => blocker("device", guest, device.slot, device.at));
}

function blocker(kind: Blocker["kind"], guest: Guest, what: string, at: Guest["at"]): Blocker {
  return { kind, guest, what, at };
}

/** Disks and media that only this node has. */
export function diskBlockers(guest: Guest, storages: Storages | undefined, backups: Backups | undefined): Blocker[] {
  if (guest.platform === "libvirt") return [];
  const isReplicated = backups?.replications.some((job) => job.guest === guest.id);
  return guest.disks.flatMap((disk) => {
    if (!isLocal(disk, storages)) return [];
    if (disk.media === "cdrom") return disk.source.includes("cloudinit") ? [] : [blocker("medium", guest, disk.slot, disk.at)];
    if (!isHaManaged(guest) || isReplicated !== false) return [];
    return [blocker("disk", guest, disk.slot, disk.at)];
  });
}

function isLocal(disk: GuestDisk, storages: Storages | undefined): boolean {
  const storage = storages?.find(({ id }) => id === disk.storage);
  return storage !== undefined && localStorages.has(storage.type);
}
