import type { FactName } from "#lib/facts/index.ts";
import { pvidMismatchHostGuests } from "./bridge/pvid-mismatch-host-guests.ts";
import { secondDefaultRouteMasksFault } from "./bridge/second-default-route-masks-fault.ts";
import { uplinkPvidMismatch } from "./bridge/uplink-pvid-mismatch.ts";
import { notQuorate } from "./cluster/not-quorate.ts";
import { qdeviceNotVoting } from "./cluster/qdevice-not-voting.ts";
import { twoNodesWithoutTiebreaker } from "./cluster/two-nodes-without-tiebreaker.ts";
import { votesBelowExpected } from "./cluster/votes-below-expected.ts";
import { configBoundToUnstableName } from "./nic/config-bound-to-unstable-name.ts";
import { configuredInterfaceAbsent } from "./nic/configured-interface-absent.ts";
import type { NeedName, Rule } from "./rule.ts";

/**
 * A rule whatever it needs. `check` is a method, so each rule fits here although it asks for less than every fact;
 * that is sound because the engine hands each rule all that it declared.
 */
export type AnyRule = Rule<NeedName, FactName>;

/** Every rule, sorted by id; one line each. */
export const rules: readonly AnyRule[] = [
  pvidMismatchHostGuests,
  secondDefaultRouteMasksFault,
  uplinkPvidMismatch,
  notQuorate,
  qdeviceNotVoting,
  twoNodesWithoutTiebreaker,
  votesBelowExpected,
  configBoundToUnstableName,
  configuredInterfaceAbsent,
];
