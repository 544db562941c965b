import type { AnyRule } from "#lib/rules/rule.ts";
import { notSynchronised } from "./not-synchronised.ts";
import { singleOrGuestTimeSource } from "./single-or-guest-time-source.ts";

/** Rules of the family `time`, sorted by id; one line each. */
export const timeRules: readonly AnyRule[] = [notSynchronised, singleOrGuestTimeSource];
