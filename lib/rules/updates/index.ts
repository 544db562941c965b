import type { AnyRule } from "#lib/rules/rule.ts";

/** Rules of the family `updates`, sorted by id; one line each. */
export const updatesRules: readonly AnyRule[] = [];
