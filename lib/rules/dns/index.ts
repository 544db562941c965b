import type { AnyRule } from "#lib/rules/rule.ts";

/** Rules of the family `dns`, sorted by id; one line each. */
export const dnsRules: readonly AnyRule[] = [];
