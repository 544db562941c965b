import type { AnyRule } from "#lib/rules/rule.ts";

/** Rules of the family `watchdog`, sorted by id; one line each. */
export const watchdogRules: readonly AnyRule[] = [];
