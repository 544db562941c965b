import type { AnyRule } from "#lib/rules/rule.ts";

/** Rules of the family `k8s`, sorted by id; one line each. */
export const k8sRules: readonly AnyRule[] = [];
