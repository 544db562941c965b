import type { BackupJob, Backups, DataStore, Task, Tasks } from "#lib/facts/backups.ts";
import type { GuestHostDevice, GuestScreen, PendingChange } from "#lib/facts/guests.ts";
import type { Iommu } from "#lib/facts/iommu.ts";
import type { Memory } from "#lib/facts/memory.ts";
import type { PciDevice } from "#lib/facts/pci-devices.ts";
import type { Schedule } from "#lib/facts/schedules.ts";
import { anyTime, cite, guest } from "./testing.ts";

/** Guests of Proxmox, what they take and what saves them, for tests of rules, one line each. Nothing of the product imports this. */

const gibibyte = 1024 ** 3;

/** A virtual machine of Proxmox: vm("100", "dns"). */
export function vm(id: string, name: string, over: Parameters<typeof guest>[1] = {}) {
  return guest(name, { id, platform: "qemu", at: cite(`/etc/pve/qemu-server/${id}.conf`, `name: ${name}`), ...over });
}

/** A container of Proxmox. */
export function container(id: string, name: string, over: Parameters<typeof guest>[1] = {}) {
  const at = cite(`/etc/pve/lxc/${id}.conf`, `hostname: ${name}`);
  return guest(name, { id, platform: "lxc", unprivileged: true, agent: false, at, ...over });
}

export function pendingChange(key: string, kind: PendingChange["kind"], now: string | null, next: string | null): PendingChange {
  return { key, kind, now, next, at: cite("guest configuration", `${key}: ${next}`) };
}

export function screen(listen: string | null, over: Partial<GuestScreen> = {}): GuestScreen {
  const at = cite("virsh -r dumpxml", `<graphics type='vnc' port='5901' listen='${listen}'>`);
  return { type: "vnc", listen, port: 5901, isProtected: false, at, ...over };
}

export function passedThrough(address: string, over: Partial<GuestHostDevice> = {}): GuestHostDevice {
  const at = cite("guest configuration", `hostpci0: ${address}`);
  return { slot: "hostpci0", kind: "pci", address, deviceId: null, mapping: null, at, ...over };
}

/** memory(64, { swapTotalBytes: … }): so many GiB in all. */
export function memory(gibibytes: number, over: Partial<Memory> = {}): Memory {
  return {
    totalBytes: gibibytes * gibibyte,
    availableBytes: 4 * gibibyte,
    swapTotalBytes: 8 * gibibyte,
    swapUsedBytes: 0,
    hugePagesBytes: 0,
    sharedByKsmBytes: 0,
    arcMaximumBytes: null,
    arcBytes: null,
    totalAt: cite("/proc/meminfo", `MemTotal: ${gibibytes * 1024 ** 2} kB`),
    swapAt: cite("/proc/meminfo", "SwapFree: 8388608 kB", 16),
    ...over,
  };
}

/** iommu("0000:01:00.0 0000:04:00.0", "0000:05:00.0"): one group of devices each. */
export function iommu(...groups: string[]): Iommu {
  return {
    groups: groups.map((text, id) => ({
      id,
      devices: text.split(" ").map((address) => ({ address, at: cite("find", `/sys/kernel/iommu_groups/${id}/devices/${address}`) })),
    })),
  };
}

export function pciDevice(address: string, classId: string, name: string, driver: string | null, over: Partial<PciDevice> = {}): PciDevice {
  return {
    address,
    classId,
    className: name,
    deviceId: null,
    name,
    driver,
    interfaces: [],
    at: cite("lspci -Dnnk", `${address} ${name}`),
    ...over,
  };
}

/** A nightly job for all guests, unless `over` says otherwise. */
export function backupJob(over: Partial<BackupJob> = {}): BackupJob {
  return {
    id: "nightly",
    enabled: true,
    schedule: "02:30",
    storage: "pbs",
    node: null,
    all: true,
    guests: [],
    excluded: [],
    pool: null,
    retention: "keep-daily=7,keep-weekly=4",
    repeatsMissed: false,
    lacksUser: false,
    at: cite("/etc/pve/jobs.cfg", "vzdump: nightly"),
    ...over,
  };
}

export function backups(jobs: BackupJob[], over: Partial<Backups> = {}): Backups {
  return {
    jobs,
    defaultRetention: null,
    storages: [],
    replications: [],
    notCovered: [],
    at: cite("/etc/pve/jobs.cfg", "vzdump: nightly"),
    ...over,
  };
}

/** A backup run that began so many hours before the clock of the tests. */
export function run(hoursAgo: number, status = "OK", over: Partial<Task> = {}): Task {
  const startedAt = new Date(anyTime.getTime() - hoursAgo * 3_600_000);
  const endedAt = new Date(startedAt.getTime() + 1_800_000).toISOString();
  const at = cite("pvesh get /nodes/localhost/tasks", `{"type":"vzdump","status":"${status}"}`);
  return { type: "vzdump", subject: null, user: "root@pam", startedAt: startedAt.toISOString(), endedAt, status, at, ...over };
}

export function tasks(over: Partial<Tasks>): Tasks {
  return { backups: null, recent: null, running: null, ...over };
}

/** A data store that is collected and pruned, unless `over` says otherwise. */
export function dataStore(over: Partial<DataStore> = {}): DataStore {
  return {
    name: "main",
    path: "/srv/main",
    collectsOn: "daily",
    collectedAt: new Date(anyTime.getTime() - 86_400_000).toISOString(),
    collectionsRead: true,
    prunes: ["keep-daily 7"],
    verified: false,
    synced: false,
    at: cite("/etc/proxmox-backup/datastore.cfg", "datastore: main"),
    ...over,
  };
}

/** schedule("0 2 * * *", "/usr/local/sbin/backup"): a line of cron as root; a timer where the time ends with .timer. */
export function schedule(when: string, command: string, over: Partial<Schedule> = {}): Schedule {
  const isTimer = when.endsWith(".timer");
  const at = cite(isTimer ? "systemctl list-timers" : "/etc/cron.d/jobs", `${when} root ${command}`);
  return { by: isTimer ? "timer" : "cron", when, user: isTimer ? null : "root", command, lastRunAt: null, nextRunAt: null, at, ...over };
}
