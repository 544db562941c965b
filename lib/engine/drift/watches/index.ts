import type { Watch } from "#lib/engine/drift/watch.ts";
import { accessWatches } from "./access.ts";
import { alertWatches } from "./alerts.ts";
import { backupWatches } from "./backups.ts";
import { bootWatches } from "./boot.ts";
import { bridgeWatches } from "./bridges.ts";
import { cephWatches } from "./ceph.ts";
import { clusterWatches } from "./cluster.ts";
import { containerWatches } from "./containers.ts";
import { guestDeviceWatches } from "./guest-devices.ts";
import { guestWatches } from "./guests.ts";
import { hardwareWatches } from "./hardware.ts";
import { highAvailabilityWatches } from "./high-availability.ts";
import { kubernetesWatches } from "./kubernetes.ts";
import { linkWatches } from "./links.ts";
import { mailWatches } from "./mail.ts";
import { mountWatches } from "./mounts.ts";
import { nameWatches } from "./names.ts";
import { networkConfigWatches } from "./network-config.ts";
import { serviceWatches } from "./services.ts";
import { softwareWatches } from "./software.ts";
import { storageWatches } from "./storage.ts";
import { watchdogWatches } from "./watchdog.ts";

/** Everything of a host that is compared between two visits. */
export const watches: readonly Watch[] = [
  ...accessWatches,
  ...alertWatches,
  ...backupWatches,
  ...bootWatches,
  ...bridgeWatches,
  ...cephWatches,
  ...clusterWatches,
  ...containerWatches,
  ...guestDeviceWatches,
  ...guestWatches,
  ...hardwareWatches,
  ...highAvailabilityWatches,
  ...kubernetesWatches,
  ...linkWatches,
  ...mailWatches,
  ...mountWatches,
  ...nameWatches,
  ...networkConfigWatches,
  ...serviceWatches,
  ...softwareWatches,
  ...storageWatches,
  ...watchdogWatches,
];
