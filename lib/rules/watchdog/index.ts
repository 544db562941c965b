import type { AnyRule } from "#lib/rules/rule.ts";
import { absent } from "./absent.ts";
import { heartbeatOnly } from "./heartbeat-only.ts";
import { hungTasks } from "./hung-tasks.ts";
import { kernelFaults } from "./kernel-faults.ts";
import { ownerConflictOrBadTiming } from "./owner-conflict-or-bad-timing.ts";
import { selfFenceOrUncleanReset } from "./self-fence-or-unclean-reset.ts";
import { softdogWithHa } from "./softdog-with-ha.ts";

/** Rules of the family `watchdog`, sorted by id; one line each. */
export const watchdogRules: readonly AnyRule[] = [
  absent,
  heartbeatOnly,
  hungTasks,
  kernelFaults,
  ownerConflictOrBadTiming,
  selfFenceOrUncleanReset,
  softdogWithHa,
];
