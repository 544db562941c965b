import type { FactName } from "#lib/facts/index.ts";
import type { NeedName, Rule } from "./rule.ts";

/** A rule whatever it needs: the engine hands each only what it declared. */
export type AnyRule = Rule<NeedName, FactName>;

/** Every rule, sorted by id; one line each. */
export const rules: readonly AnyRule[] = [] as unknown as readonly AnyRule[];
