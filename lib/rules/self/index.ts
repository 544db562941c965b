import type { AnyRule } from "#lib/rules/rule.ts";
import { probeIncomplete } from "./probe-incomplete.ts";

/** Rules of the family `self`, sorted by id; one line each. */
export const selfRules: readonly AnyRule[] = [probeIncomplete];
