import type { AnyRule } from "#lib/rules/rule.ts";
import { pvidMismatchHostGuests } from "./pvid-mismatch-host-guests.ts";
import { secondDefaultRouteMasksFault } from "./second-default-route-masks-fault.ts";
import { uplinkPvidMismatch } from "./uplink-pvid-mismatch.ts";
import { vlanMissingOnUplink } from "./vlan-missing-on-uplink.ts";

/** Rules of the family `bridge`, sorted by id; one line each. */
export const bridgeRules: readonly AnyRule[] = [
  pvidMismatchHostGuests,
  secondDefaultRouteMasksFault,
  uplinkPvidMismatch,
  vlanMissingOnUplink,
];
