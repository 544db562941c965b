import type { AnyRule } from "#lib/rules/rule.ts";

/** Rules of the family `backup`, sorted by id; one line each. */
export const backupRules: readonly AnyRule[] = [];
