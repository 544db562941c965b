import type { Addresses } from "#lib/facts/addresses.ts";
import type { BackupServer, Backups } from "#lib/facts/backups.ts";
import type { BlockDevices } from "#lib/facts/block-devices.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Guests } from "#lib/facts/guests.ts";
import type { Identity } from "#lib/facts/identity.ts";
import type { Mounts } from "#lib/facts/mounts.ts";
import type { Neighbours } from "#lib/facts/neighbours.ts";
import type { Schedules } from "#lib/facts/schedules.ts";
import type { Storage, Storages } from "#lib/facts/storages.ts";
import { guestAt } from "#lib/rules/shared/guest-addresses.ts";
import { diskDirectory, guestLabel, storageDirectory } from "#lib/rules/shared/guest-disks.ts";
import { sameAddress } from "#lib/rules/shared/ip-address.ts";
import { isNetworkMount, serversOf } from "#lib/rules/shared/network-servers.ts";
import { selfAndParents } from "#lib/rules/shared/paths.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import { goesElsewhere, jobsHere, looksLikeBackup } from "./backup-jobs.ts";

/** What tells where backups go. */
export interface TargetFacts {
  guests: Guests;
  identity: Identity;
  backups: Backups | undefined;
  storages: Storages | undefined;
  schedules: Schedules | undefined;
  mounts: Mounts | undefined;
  neighbours: Neighbours | undefined;
  addresses: Addresses | undefined;
  backupServer: BackupServer | undefined;
  blockDevices: BlockDevices | undefined;
}

/** A place that backups go to; `fault` says why it would go down with the original, null where it would not. */
export interface BackupTarget {
  target: string;
  fault: string | null;
  what: string;
  cite: Cite[];
}

const localStorages = new Set(["dir", "lvm", "lvmthin", "zfspool", "btrfs"]);

/** Where the jobs of Proxmox write to, one entry for each storage. */
export function jobFaults(facts: TargetFacts): BackupTarget[] {
  const { backups, identity, storages } = facts;
  if (backups === undefined || storages === undefined) return [];
  const jobs = jobsHere(backups, identity.hostname).filter(({ lacksUser }) => !lacksUser);
  return [...groupBy(jobs, ({ storage }) => storage ?? "local")].flatMap(([id, own]) => {
    const storage = storages.find((one) => one.id === id);
    if (storage === undefined) return [];
    const cite = [...own.map(({ at }) => at), storage.at];
    return [{ target: id, fault: faultOfStorage(storage, facts), what: own.map((job) => `job ${job.id}`).join(", "), cite }];
  });
}

function faultOfStorage(storage: Storage, facts: TargetFacts): string | null {
  if (storage.server !== null) return faultOfServer(storage.server, facts);
  if (!localStorages.has(storage.type)) return null;
  const directory = storageDirectory(storage);
  const server = directory === null ? [] : serversBelow(directory, facts.mounts);
  if (directory !== null && isOverTheNetwork(directory, facts)) return null;
  if (server.length > 0) return server.map((one) => faultOfServer(one, facts)).find((fault) => fault !== null) ?? null;
  return "which is a disk of this very host";
}

/** The server is this host itself, a guest of it, or the one whose disks the guests live on. */
function faultOfServer(server: string, facts: TargetFacts): string | null {
  if (facts.addresses?.some(({ address }) => sameAddress(address, server))) {
    return facts.backupServer?.dataStores.some(({ synced }) => synced) ? null : "a server on this very host";
  }
  const guest = guestAt(server, facts.guests, facts.neighbours);
  if (guest !== undefined) return `which is its own guest ${guestLabel(guest)}`;
  return diskServers(facts).has(server) ? `${server}, which also holds the disks of guests` : null;
}

/** Servers on which disks of guests lie, by storage or by mount. */
function diskServers({ guests, storages, mounts }: TargetFacts): Set<string> {
  const disks = guests.filter(({ template }) => !template).flatMap((guest) => guest.disks.filter(({ media }) => media === "disk"));
  return new Set(
    disks.flatMap((disk) => {
      const server = storages?.find(({ id }) => id === disk.storage)?.server;
      const directory = diskDirectory(disk, storages);
      return [...(server ? [server] : []), ...(directory === null ? [] : serversBelow(directory, mounts))];
    }),
  );
}

function mountBelow(directory: string, mounts: Mounts | undefined): Mounts[number] | undefined {
  const parents = selfAndParents(directory);
  const below = (mounts ?? []).filter(({ mountPoint }) => parents.includes(mountPoint));
  return below.sort((one, other) => other.mountPoint.length - one.mountPoint.length)[0];
}

/** Whether the disk under a directory is another machine's: iSCSI, Fibre Channel. */
function isOverTheNetwork(directory: string, { mounts, blockDevices }: TargetFacts): boolean {
  const source = mountBelow(directory, mounts)?.source;
  let names = (blockDevices ?? []).filter(({ path, name }) => source === path || source === `/dev/${name}`).map(({ name }) => name);
  for (let depth = 0; depth < 8 && names.length > 0; depth++) {
    const devices = (blockDevices ?? []).filter(({ name }) => names.includes(name));
    if (devices.some(({ transport }) => transport === "iscsi" || transport === "fc")) return true;
    names = devices.flatMap(({ parents }) => parents);
  }
  return false;
}

/** Servers of the network mount that a directory lies on; none for a local one. */
function serversBelow(directory: string, mounts: Mounts | undefined): string[] {
  const mount = mountBelow(directory, mounts);
  if (mount === undefined || !isNetworkMount(mount)) return [];
  return serversOf({ device: mount.source, type: mount.type, options: mount.superOptions });
}

/** Backup programs in cron: those that write to another machine, and those whose target is a path on a mount that is known. */
export function scheduleFaults(facts: TargetFacts): BackupTarget[] {
  return (facts.schedules ?? []).flatMap((schedule): BackupTarget[] => {
    const { command, by, at } = schedule;
    if (by !== "cron" || !looksLikeBackup(command)) return [];
    const what = command.split(/\s/)[0] ?? "";
    // Saving the host's own configuration elsewhere saves no guest.
    if (goesElsewhere(command))
      return /etc\/pve|pve-config|-etc\b|\/etc\b/.test(command) ? [] : [{ target: what, fault: null, what, cite: [at] }];
    const paths = command.match(/\/(?:mnt|srv|media|backup|data|home|var\/backups?)\/?[\w./-]*/g) ?? [];
    const target = paths.at(-1);
    if (target === undefined) return [];
    const servers = serversBelow(target, facts.mounts);
    const fault = servers.map((server) => faultOfServer(server, facts)).find((one) => one !== null) ?? null;
    // A local path may be a disk that is carried away: nothing is said of it.
    return servers.length === 0 ? [] : [{ target, fault, what, cite: [at] }];
  });
}
