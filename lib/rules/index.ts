import type { FactName } from "#lib/facts/index.ts";
import { failedUnits } from "./boot/failed-units.ts";
import { pveHostnameResolvesToLoopback } from "./boot/pve-hostname-resolves-to-loopback.ts";
import { pvidMismatchHostGuests } from "./bridge/pvid-mismatch-host-guests.ts";
import { secondDefaultRouteMasksFault } from "./bridge/second-default-route-masks-fault.ts";
import { uplinkPvidMismatch } from "./bridge/uplink-pvid-mismatch.ts";
import { notQuorate } from "./cluster/not-quorate.ts";
import { qdeviceNotVoting } from "./cluster/qdevice-not-voting.ts";
import { twoNodesWithoutTiebreaker } from "./cluster/two-nodes-without-tiebreaker.ts";
import { votesBelowExpected } from "./cluster/votes-below-expected.ts";
import { importantGuestWithoutOnboot } from "./guests/important-guest-without-onboot.ts";
import { onbootNotRunning } from "./guests/onboot-not-running.ts";
import { configBoundToUnstableName } from "./nic/config-bound-to-unstable-name.ts";
import { configuredInterfaceAbsent } from "./nic/configured-interface-absent.ts";
import type { NeedName, Rule } from "./rule.ts";
import { probeIncomplete } from "./self/probe-incomplete.ts";
import { fstabEntryNotMounted } from "./storage/fstab-entry-not-mounted.ts";
import { guestDiskSourceMissing } from "./storage/guest-disk-source-missing.ts";
import { localMountNeedsRemote } from "./storage/local-mount-needs-remote.ts";
import { netfsServerByHostname } from "./storage/netfs-server-by-hostname.ts";
import { nfsFstabNoNofail } from "./storage/nfs-fstab-no-nofail.ts";
import { unstableDeviceName } from "./storage/unstable-device-name.ts";

/**
 * A rule whatever it needs. `check` is a method, so each rule fits here although it asks for less than every fact;
 * that is sound because the engine hands each rule all that it declared.
 */
export type AnyRule = Rule<NeedName, FactName>;

/** Every rule, sorted by id; one line each. */
export const rules: readonly AnyRule[] = [
  failedUnits,
  pveHostnameResolvesToLoopback,
  pvidMismatchHostGuests,
  secondDefaultRouteMasksFault,
  uplinkPvidMismatch,
  notQuorate,
  qdeviceNotVoting,
  twoNodesWithoutTiebreaker,
  votesBelowExpected,
  importantGuestWithoutOnboot,
  onbootNotRunning,
  configBoundToUnstableName,
  configuredInterfaceAbsent,
  probeIncomplete,
  fstabEntryNotMounted,
  guestDiskSourceMissing,
  localMountNeedsRemote,
  netfsServerByHostname,
  nfsFstabNoNofail,
  unstableDeviceName,
];
