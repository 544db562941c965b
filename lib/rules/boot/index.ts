import type { AnyRule } from "#lib/rules/rule.ts";
import { bootEntriesStale } from "./boot-entries-stale.ts";
import { cloudInitOwnsConfig } from "./cloud-init-owns-config.ts";
import { configChangedSinceBoot } from "./config-changed-since-boot.ts";
import { emergencyShellLocked } from "./emergency-shell-locked.ts";
import { failedUnits } from "./failed-units.ts";
import { libvirtAutostartStorageRace } from "./libvirt-autostart-storage-race.ts";
import { networkOnlineNotReached } from "./network-online-not-reached.ts";
import { neverRebooted } from "./never-rebooted.ts";
import { nodeNameWithDomain } from "./node-name-with-domain.ts";
import { pveGuestsStorageRace } from "./pve-guests-storage-race.ts";
import { pveHostnameResolvesToLoopback } from "./pve-hostname-resolves-to-loopback.ts";
import { recoveryLeftovers } from "./recovery-leftovers.ts";
import { systemdOrderingCycle } from "./systemd-ordering-cycle.ts";
import { usbOrSingleBootDevice } from "./usb-or-single-boot-device.ts";

/** Rules of the family `boot`, sorted by id; one line each. */
export const bootRules: readonly AnyRule[] = [
  bootEntriesStale,
  cloudInitOwnsConfig,
  configChangedSinceBoot,
  emergencyShellLocked,
  failedUnits,
  libvirtAutostartStorageRace,
  networkOnlineNotReached,
  neverRebooted,
  nodeNameWithDomain,
  pveGuestsStorageRace,
  pveHostnameResolvesToLoopback,
  recoveryLeftovers,
  systemdOrderingCycle,
  usbOrSingleBootDevice,
];
