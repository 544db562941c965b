import type { AnyRule } from "#lib/rules/rule.ts";

/** Rules of the family `change`, sorted by id; one line each. */
export const changeRules: readonly AnyRule[] = [];
