import type { AnyRule } from "#lib/rules/rule.ts";
import { diskFailing } from "./disk-failing.ts";
import { raidDegraded } from "./raid-degraded.ts";
import { smartdNotEffective } from "./smartd-not-effective.ts";

/** Rules of the family `hardware`, sorted by id; one line each. */
export const hardwareRules: readonly AnyRule[] = [diskFailing, raidDegraded, smartdNotEffective];
