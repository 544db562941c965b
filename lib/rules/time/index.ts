import type { AnyRule } from "#lib/rules/rule.ts";

/** Rules of the family `time`, sorted by id; one line each. */
export const timeRules: readonly AnyRule[] = [];
