import type { AnyRule } from "#lib/rules/rule.ts";
import { bmcClockWrong } from "./bmc-clock-wrong.ts";
import { diskFailing } from "./disk-failing.ts";
import { diskIoErrors } from "./disk-io-errors.ts";
import { disksOfOneBatch } from "./disks-of-one-batch.ts";
import { filesystemDamaged } from "./filesystem-damaged.ts";
import { ipmiEventsNotForwarded } from "./ipmi-events-not-forwarded.ts";
import { ipmiFaults } from "./ipmi-faults.ts";
import { machineChecks } from "./machine-checks.ts";
import { memoryErrors } from "./memory-errors.ts";
import { memoryWithoutEcc } from "./memory-without-ecc.ts";
import { poolWithoutRedundancy } from "./pool-without-redundancy.ts";
import { raidDegraded } from "./raid-degraded.ts";
import { smartdNotEffective } from "./smartd-not-effective.ts";
import { temperatureHigh } from "./temperature-high.ts";
import { temperatureUnguarded } from "./temperature-unguarded.ts";
import { upsNotMonitored } from "./ups-not-monitored.ts";

/** Rules of the family `hardware`, sorted by id; one line each. */
export const hardwareRules: readonly AnyRule[] = [
  bmcClockWrong,
  diskFailing,
  diskIoErrors,
  disksOfOneBatch,
  filesystemDamaged,
  ipmiEventsNotForwarded,
  ipmiFaults,
  machineChecks,
  memoryErrors,
  memoryWithoutEcc,
  poolWithoutRedundancy,
  raidDegraded,
  smartdNotEffective,
  temperatureHigh,
  temperatureUnguarded,
  upsNotMonitored,
];
