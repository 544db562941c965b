import type { AnyProbe } from "#collectors/probe.ts";
import { addresses } from "./addresses.ts";
import { bridgeVlans } from "./bridge-vlans.ts";
import { clusterConfig } from "./cluster-config.ts";
import { clusterStatus } from "./cluster-status.ts";
import { failedUnits } from "./failed-units.ts";
import { fstab } from "./fstab.ts";
import { guestsLibvirt } from "./guests-libvirt.ts";
import { guestsProxmox } from "./guests-proxmox.ts";
import { identity } from "./identity.ts";
import { links } from "./links.ts";
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
import { storagesLibvirt } from "./storages-libvirt.ts";
import { storagesProxmox } from "./storages-proxmox.ts";

/** Every probe, sorted by id. A new probe is a file of this folder, its fixtures and a line here. */
export const probes: readonly AnyProbe[] = [
  addresses,
  bridgeVlans,
  clusterConfig,
  clusterStatus,
  failedUnits,
  fstab,
  guestsLibvirt,
  guestsProxmox,
  identity,
  links,
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
  storagesLibvirt,
  storagesProxmox,
];
