import type { AnyProbe } from "#collectors/probe.ts";
import { addresses } from "./addresses.ts";
import { blockDevices } from "./block-devices.ts";
import { blockedTasks } from "./blocked-tasks.ts";
import { boots } from "./boots.ts";
import { bridgeVlans } from "./bridge-vlans.ts";
import { clusterConfig } from "./cluster-config.ts";
import { clusterStatus } from "./cluster-status.ts";
import { failedUnits } from "./failed-units.ts";
import { fileSystems } from "./file-systems.ts";
import { fstab } from "./fstab.ts";
import { guestsLibvirt } from "./guests-libvirt.ts";
import { guestsProxmox } from "./guests-proxmox.ts";
import { identity } from "./identity.ts";
import { kernelEvents } from "./kernel-events.ts";
import { links } from "./links.ts";
import { logicalVolumes } from "./logical-volumes.ts";
import { mountUnits } from "./mount-units.ts";
import { mounts } from "./mounts.ts";
import { names } from "./names.ts";
import { neighbours } from "./neighbours.ts";
import { networkConfig } from "./network-config.ts";
import { pciDevices } from "./pci-devices.ts";
import { qdevice } from "./qdevice.ts";
import { resolver } from "./resolver.ts";
import { routes } from "./routes.ts";
import { schedules } from "./schedules.ts";
import { services } from "./services.ts";
import { storageStatus } from "./storage-status.ts";
import { storagesLibvirt } from "./storages-libvirt.ts";
import { storagesProxmox } from "./storages-proxmox.ts";
import { systemEvents } from "./system-events.ts";
import { zfs } from "./zfs.ts";
import { zfsSnapshots } from "./zfs-snapshots.ts";

/** Every probe, sorted by id. A new probe is a file of this folder, its fixtures and a line here. */
export const probes: readonly AnyProbe[] = [
  addresses,
  blockDevices,
  blockedTasks,
  boots,
  bridgeVlans,
  clusterConfig,
  clusterStatus,
  failedUnits,
  fileSystems,
  fstab,
  guestsLibvirt,
  guestsProxmox,
  identity,
  kernelEvents,
  links,
  logicalVolumes,
  mountUnits,
  mounts,
  names,
  neighbours,
  networkConfig,
  pciDevices,
  qdevice,
  resolver,
  routes,
  schedules,
  services,
  storageStatus,
  storagesLibvirt,
  storagesProxmox,
  systemEvents,
  zfs,
  zfsSnapshots,
];
