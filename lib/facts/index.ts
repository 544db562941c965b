import { z } from "zod";
import { Accounts, SshServer } from "./accounts.ts";
import { Addresses } from "./addresses.ts";
import { Alertmanager } from "./alertmanager.ts";
import { BackupServer, Backups, Tasks } from "./backups.ts";
import { BlockDevices } from "./block-devices.ts";
import { BlockedTasks } from "./blocked-tasks.ts";
import { Bmc } from "./bmc.ts";
import { BmcNetwork } from "./bmc-network.ts";
import { Bonds } from "./bonds.ts";
import { BootFiles } from "./boot-files.ts";
import { BootState } from "./boot-state.ts";
import { BridgeVlans } from "./bridge-vlans.ts";
import { CardNames } from "./card-names.ts";
import { Ceph, CephConfig, CephPorts } from "./ceph.ts";
import { CloudInit } from "./cloud-init.ts";
import { ClusterConfig, ClusterStatus, Qdevice } from "./cluster.ts";
import { ClusterGuests } from "./cluster-guests.ts";
import { Conntrack } from "./conntrack.ts";
import { Containers } from "./containers.ts";
import { CorosyncEvents, CorosyncLinks } from "./corosync-links.ts";
import { Boots, KernelEvents, SystemEvents } from "./events.ts";
import { FileSystems } from "./file-systems.ts";
import { Firmware } from "./firmware.ts";
import { Fstab } from "./fstab.ts";
import { GuestTraffic } from "./guest-traffic.ts";
import { Guests } from "./guests.ts";
import { HighAvailability } from "./high-availability.ts";
import { HostScripts } from "./host-scripts.ts";
import { Identity } from "./identity.ts";
import { Iommu } from "./iommu.ts";
import { Kubernetes } from "./kubernetes.ts";
import { LibvirtHooks } from "./libvirt-hooks.ts";
import { Links } from "./links.ts";
import { LogicalVolumes } from "./logical-volumes.ts";
import { Mail } from "./mail.ts";
import { Memory } from "./memory.ts";
import { MemoryErrors } from "./memory-errors.ts";
import { Mounts } from "./mounts.ts";
import { NameServerAnswers } from "./name-server-answers.ts";
import { Names } from "./names.ts";
import { Neighbours } from "./neighbours.ts";
import { NetworkConfig } from "./network-config.ts";
import { AutomaticUpdates, Packages } from "./packages.ts";
import { PciDevices } from "./pci-devices.ts";
import { Prometheus } from "./prometheus.ts";
import { Raid } from "./raid.ts";
import type { Reading } from "./reading.ts";
import { readingOf } from "./reading.ts";
import { Resolver } from "./resolver.ts";
import { Routes } from "./routes.ts";
import { Schedules } from "./schedules.ts";
import { Sensors } from "./sensors.ts";
import { Services } from "./services.ts";
import { Smart } from "./smart.ts";
import { Smartd } from "./smartd.ts";
import { StorageStatus } from "./storage-status.ts";
import { Storages } from "./storages.ts";
import { TextfileMetrics } from "./textfile-metrics.ts";
import { TimeSync } from "./time-sync.ts";
import { FailedUnits, MountUnits } from "./units.ts";
import { Ups } from "./ups.ts";
import { Watchdog } from "./watchdog.ts";
import { Zfs, ZfsSnapshots } from "./zfs.ts";

/** Every fact that can be known about a host, by name. One line each, sorted; a new fact is a schema file and a line here. */
export const factSchemas = {
  accounts: Accounts,
  addresses: Addresses,
  alertmanager: Alertmanager,
  automaticUpdates: AutomaticUpdates,
  backups: Backups,
  backupServer: BackupServer,
  blockDevices: BlockDevices,
  blockedTasks: BlockedTasks,
  bmc: Bmc,
  bmcNetwork: BmcNetwork,
  bonds: Bonds,
  bootFiles: BootFiles,
  boots: Boots,
  bootState: BootState,
  bridgeVlans: BridgeVlans,
  cardNames: CardNames,
  ceph: Ceph,
  cephConfig: CephConfig,
  cephPorts: CephPorts,
  cloudInit: CloudInit,
  clusterConfig: ClusterConfig,
  clusterGuests: ClusterGuests,
  clusterStatus: ClusterStatus,
  conntrack: Conntrack,
  containers: Containers,
  corosyncEvents: CorosyncEvents,
  corosyncLinks: CorosyncLinks,
  failedUnits: FailedUnits,
  fileSystems: FileSystems,
  firmware: Firmware,
  fstab: Fstab,
  guests: Guests,
  guestTraffic: GuestTraffic,
  highAvailability: HighAvailability,
  hostScripts: HostScripts,
  identity: Identity,
  iommu: Iommu,
  kernelEvents: KernelEvents,
  kubernetes: Kubernetes,
  libvirtHooks: LibvirtHooks,
  links: Links,
  logicalVolumes: LogicalVolumes,
  mail: Mail,
  memory: Memory,
  memoryErrors: MemoryErrors,
  mounts: Mounts,
  mountUnits: MountUnits,
  names: Names,
  nameServerAnswers: NameServerAnswers,
  neighbours: Neighbours,
  networkConfig: NetworkConfig,
  packages: Packages,
  pciDevices: PciDevices,
  prometheus: Prometheus,
  qdevice: Qdevice,
  raid: Raid,
  resolver: Resolver,
  routes: Routes,
  schedules: Schedules,
  sensors: Sensors,
  services: Services,
  smart: Smart,
  smartd: Smartd,
  sshServer: SshServer,
  storages: Storages,
  storageStatus: StorageStatus,
  systemEvents: SystemEvents,
  tasks: Tasks,
  textfileMetrics: TextfileMetrics,
  timeSync: TimeSync,
  ups: Ups,
  watchdog: Watchdog,
  zfs: Zfs,
  zfsSnapshots: ZfsSnapshots,
} as const satisfies Record<string, z.ZodType>;

export type FactName = keyof typeof factSchemas;
export type Facts = { [Name in FactName]: z.infer<(typeof factSchemas)[Name]> };

/** All readings of one visit. A fact that no probe tried is missing, which rules take as unknown. */
export type Readings = { [Name in FactName]?: Reading<Facts[Name]> };

/** Names of all facts, sorted. */
export const factNames = Object.keys(factSchemas).sort() as FactName[];

/** Made once: to make a schema costs more than to parse by it. */
const readingSchemas = new Map(factNames.map((name) => [name, readingOf<z.ZodType>(factSchemas[name])]));

/**
 * Reads stored readings back. A fact whose shape no longer fits its schema (written by another version) becomes
 * `failed: unparsable`; names that are not known any more are dropped. Never throws.
 */
export function parseReadings(stored: unknown): Readings {
  const record = z.record(z.string(), z.unknown()).safeParse(stored);
  if (!record.success) return {};
  const readings: Record<string, Reading<unknown>> = {};
  for (const [name, schema] of readingSchemas) {
    const raw = record.data[name];
    if (raw === undefined) continue;
    const parsed = schema.safeParse(raw);
    readings[name] = parsed.success
      ? (parsed.data as Reading<unknown>)
      : { status: "failed", cause: "unparsable", detail: `the stored ${name} does not fit this version` };
  }
  return readings as Readings;
}
