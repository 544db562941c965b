import type { AnyProbe } from "#collectors/probe.ts";
import { accounts } from "./accounts.ts";
import { addresses } from "./addresses.ts";
import { alertmanager } from "./alertmanager.ts";
import { automaticUpdates } from "./automatic-updates.ts";
import { backupServer } from "./backup-server.ts";
import { backups } from "./backups.ts";
import { blockDevices } from "./block-devices.ts";
import { blockedTasks } from "./blocked-tasks.ts";
import { bmc } from "./bmc.ts";
import { bmcNetwork } from "./bmc-network.ts";
import { bonds } from "./bonds.ts";
import { bootFiles } from "./boot-files.ts";
import { bootState } from "./boot-state.ts";
import { boots } from "./boots.ts";
import { bridgeVlans } from "./bridge-vlans.ts";
import { cardNames } from "./card-names.ts";
import { cephCluster } from "./ceph.ts";
import { cephConfig } from "./ceph-config.ts";
import { cephPorts } from "./ceph-ports.ts";
import { cloudInit } from "./cloud-init.ts";
import { clusterConfig } from "./cluster-config.ts";
import { clusterGuests } from "./cluster-guests.ts";
import { clusterStatus } from "./cluster-status.ts";
import { conntrack } from "./conntrack.ts";
import { containers } from "./containers.ts";
import { corosyncEvents } from "./corosync-events.ts";
import { corosyncLinks } from "./corosync-links.ts";
import { failedUnits } from "./failed-units.ts";
import { fileSystems } from "./file-systems.ts";
import { firmware } from "./firmware.ts";
import { fstab } from "./fstab.ts";
import { guestTraffic } from "./guest-traffic.ts";
import { guestsLibvirt } from "./guests-libvirt.ts";
import { guestsProxmox } from "./guests-proxmox.ts";
import { highAvailability } from "./high-availability.ts";
import { hostScripts } from "./host-scripts.ts";
import { identity } from "./identity.ts";
import { iommu } from "./iommu.ts";
import { kernelEvents } from "./kernel-events.ts";
import { kubernetes } from "./kubernetes.ts";
import { libvirtHooks } from "./libvirt-hooks.ts";
import { links } from "./links.ts";
import { logicalVolumes } from "./logical-volumes.ts";
import { mail } from "./mail.ts";
import { memory } from "./memory.ts";
import { memoryErrors } from "./memory-errors.ts";
import { mountUnits } from "./mount-units.ts";
import { mounts } from "./mounts.ts";
import { nameServerAnswers } from "./name-server-answers.ts";
import { names } from "./names.ts";
import { neighbours } from "./neighbours.ts";
import { networkConfig } from "./network-config.ts";
import { packages } from "./packages.ts";
import { pciDevices } from "./pci-devices.ts";
import { prometheus } from "./prometheus.ts";
import { qdevice } from "./qdevice.ts";
import { raid } from "./raid.ts";
import { resolver } from "./resolver.ts";
import { routes } from "./routes.ts";
import { schedules } from "./schedules.ts";
import { sensors } from "./sensors.ts";
import { services } from "./services.ts";
import { smart } from "./smart.ts";
import { smartd } from "./smartd.ts";
import { sshServer } from "./ssh-server.ts";
import { storageStatus } from "./storage-status.ts";
import { storagesLibvirt } from "./storages-libvirt.ts";
import { storagesProxmox } from "./storages-proxmox.ts";
import { systemEvents } from "./system-events.ts";
import { tasks } from "./tasks.ts";
import { textfileMetrics } from "./textfile-metrics.ts";
import { timeSync } from "./time-sync.ts";
import { ups } from "./ups.ts";
import { watchdog } from "./watchdog.ts";
import { zfs } from "./zfs.ts";
import { zfsSnapshots } from "./zfs-snapshots.ts";

/** Every probe, sorted by id. A new probe is a file of this folder, its fixtures and a line here. */
export const probes: readonly AnyProbe[] = [
  accounts,
  addresses,
  alertmanager,
  automaticUpdates,
  backupServer,
  backups,
  blockDevices,
  blockedTasks,
  bmc,
  bmcNetwork,
  bonds,
  bootFiles,
  bootState,
  boots,
  bridgeVlans,
  cardNames,
  cephCluster,
  cephConfig,
  cephPorts,
  cloudInit,
  clusterConfig,
  clusterGuests,
  clusterStatus,
  conntrack,
  containers,
  corosyncEvents,
  corosyncLinks,
  failedUnits,
  fileSystems,
  firmware,
  fstab,
  guestTraffic,
  guestsLibvirt,
  guestsProxmox,
  highAvailability,
  hostScripts,
  identity,
  iommu,
  kernelEvents,
  kubernetes,
  libvirtHooks,
  links,
  logicalVolumes,
  mail,
  memory,
  memoryErrors,
  mountUnits,
  mounts,
  nameServerAnswers,
  names,
  neighbours,
  networkConfig,
  packages,
  pciDevices,
  prometheus,
  qdevice,
  raid,
  resolver,
  routes,
  schedules,
  sensors,
  services,
  smart,
  smartd,
  sshServer,
  storageStatus,
  storagesLibvirt,
  storagesProxmox,
  systemEvents,
  tasks,
  textfileMetrics,
  timeSync,
  ups,
  watchdog,
  zfs,
  zfsSnapshots,
];
