import type { FactName } from "#lib/facts/index.ts";
import type { NeedName, Rule } from "./rule.ts";

/**
 * A rule whatever it needs. `check` is a method, so each rule fits here although it asks for less than every fact;
 * that is sound because the engine hands each rule all that it declared.
 */
export type AnyRule = Rule<NeedName, FactName>;

/** Every rule, sorted by id; one line each. */
export const rules: readonly AnyRule[] = [];
