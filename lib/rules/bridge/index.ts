import type { AnyRule } from "#lib/rules/rule.ts";
import { conntrackNearFull } from "./conntrack-near-full.ts";
import { linkWithoutCarrier } from "./link-without-carrier.ts";
import { macNotFixed } from "./mac-not-fixed.ts";
import { mtuMismatch } from "./mtu-mismatch.ts";
import { pendingNetworkConfig } from "./pending-network-config.ts";
import { pvidMismatchHostGuests } from "./pvid-mismatch-host-guests.ts";
import { runtimeConfigDrift } from "./runtime-config-drift.ts";
import { secondDefaultRouteMasksFault } from "./second-default-route-masks-fault.ts";
import { tagOnUnawareBridge } from "./tag-on-unaware-bridge.ts";
import { uplinkNotRedundant } from "./uplink-not-redundant.ts";
import { uplinkPvidMismatch } from "./uplink-pvid-mismatch.ts";
import { vlanMissingOnUplink } from "./vlan-missing-on-uplink.ts";
import { vlansSetOnlyByHook } from "./vlans-set-only-by-hook.ts";

/** Rules of the family `bridge`, sorted by id; one line each. */
export const bridgeRules: readonly AnyRule[] = [
  conntrackNearFull,
  linkWithoutCarrier,
  macNotFixed,
  mtuMismatch,
  pendingNetworkConfig,
  pvidMismatchHostGuests,
  runtimeConfigDrift,
  secondDefaultRouteMasksFault,
  tagOnUnawareBridge,
  uplinkNotRedundant,
  uplinkPvidMismatch,
  vlanMissingOnUplink,
  vlansSetOnlyByHook,
];
