import type { AnyRule } from "#lib/rules/rule.ts";
import { diskFailing } from "./disk-failing.ts";
import { disksOfOneBatch } from "./disks-of-one-batch.ts";
import { poolWithoutRedundancy } from "./pool-without-redundancy.ts";
import { raidDegraded } from "./raid-degraded.ts";
import { smartdNotEffective } from "./smartd-not-effective.ts";
import { temperatureHigh } from "./temperature-high.ts";

/** Rules of the family `hardware`, sorted by id; one line each. */
export const hardwareRules: readonly AnyRule[] = [
  diskFailing,
  disksOfOneBatch,
  poolWithoutRedundancy,
  raidDegraded,
  smartdNotEffective,
  temperatureHigh,
];
