import type { AnyRule } from "#lib/rules/rule.ts";

/** Rules of the family `access`, sorted by id; one line each. */
export const accessRules: readonly AnyRule[] = [];
