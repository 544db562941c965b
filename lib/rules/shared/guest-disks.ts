import type { Guest, GuestDisk, Guests } from "#lib/facts/guests.ts";
import type { Storage, Storages } from "#lib/facts/storages.ts";
import { normalPath, selfAndParents } from "./paths.ts";

/** A disk together with the guest that has it. */
export interface OwnedDisk {
  guest: Guest;
  disk: GuestDisk;
}

/** Kinds of Proxmox storage that are mounted below /mnt/pve unless their `path` says otherwise (pvesm(1)). */
const mountedStorages = new Set(["nfs", "cifs", "cephfs", "glusterfs"]);

/** The directory of a storage on the host, or null for one that is no directory. */
export function storageDirectory(storage: Storage): string | null {
  if (storage.path !== null) return storage.path;
  return storage.platform === "proxmox" && mountedStorages.has(storage.type) ? `/mnt/pve/${storage.id}` : null;
}

/** Whether the storage is a network file system that has to be mounted before its directory holds anything. */
export function isMountedStorage(storage: Storage): boolean {
  return storage.platform === "proxmox" ? mountedStorages.has(storage.type) : storage.type === "netfs";
}

/** Where a disk lies on the host as far as the configuration tells, or null (an LVM volume, a network disk). */
export function diskDirectory(disk: GuestDisk, storages: Storages | undefined): string | null {
  if (disk.path !== null) return disk.path;
  const storage = storages?.find((candidate) => candidate.id === disk.storage);
  return storage === undefined ? null : storageDirectory(storage);
}

/** Finds the disks of guests (not of templates) at or below a directory. The disks are looked up once, the directories any number of times. */
export function diskFinder(guests: Guests | undefined, storages: Storages | undefined): (directory: string) => OwnedDisk[] {
  const byParent = new Map<string, OwnedDisk[]>();
  for (const guest of guests ?? []) {
    for (const disk of guest.template ? [] : guest.disks) {
      for (const parent of selfAndParents(diskDirectory(disk, storages) ?? "")) {
        const below = byParent.get(parent);
        if (below === undefined) byParent.set(parent, [{ guest, disk }]);
        else below.push({ guest, disk });
      }
    }
  }
  return (directory) => byParent.get(normalPath(directory)) ?? [];
}

/** "bind-02" of libvirt, "dns (VM 100)", "proxy (CT 101)": a guest as its administrator calls it. */
export function guestLabel(guest: Guest): string {
  if (guest.platform === "libvirt") return guest.name;
  return `${guest.name} (${guest.platform === "lxc" ? "CT" : "VM"} ${guest.id})`;
}

/** What stays with a guest whatever it is called: its UUID on libvirt, on Proxmox the number that VMs and containers share. */
export function guestIdentity({ platform, id }: Pick<Guest, "platform" | "id">): string {
  return platform === "libvirt" ? id : `vmid ${id}`;
}
