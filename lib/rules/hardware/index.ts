import type { AnyRule } from "#lib/rules/rule.ts";

/** Rules of the family `hardware`, sorted by id; one line each. */
export const hardwareRules: readonly AnyRule[] = [];
