import type { AnyRule } from "#lib/rules/rule.ts";
import { diskFailing } from "./disk-failing.ts";

/** Rules of the family `hardware`, sorted by id; one line each. */
export const hardwareRules: readonly AnyRule[] = [diskFailing];
