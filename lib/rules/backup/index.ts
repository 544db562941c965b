import type { AnyRule } from "#lib/rules/rule.ts";
import { dataStoreWithoutCollection } from "./data-store-without-collection.ts";
import { guestNotCovered } from "./guest-not-covered.ts";
import { lastRunFailedOrOld } from "./last-run-failed-or-old.ts";
import { noRetentionOrGc } from "./no-retention-or-gc.ts";
import { pveConfigNotBackedUp } from "./pve-config-not-backed-up.ts";
import { replicationStale } from "./replication-stale.ts";
import { restoreNeverTested } from "./restore-never-tested.ts";
import { targetInSameFailureDomain } from "./target-in-same-failure-domain.ts";

/** Rules of the family `backup`, sorted by id; one line each. */
export const backupRules: readonly AnyRule[] = [
  dataStoreWithoutCollection,
  guestNotCovered,
  lastRunFailedOrOld,
  noRetentionOrGc,
  pveConfigNotBackedUp,
  replicationStale,
  restoreNeverTested,
  targetInSameFailureDomain,
];
