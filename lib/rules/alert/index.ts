import type { AnyRule } from "#lib/rules/rule.ts";

/** Rules of the family `alert`, sorted by id; one line each. */
export const alertRules: readonly AnyRule[] = [];
