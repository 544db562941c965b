import type { AnyRule } from "#lib/rules/rule.ts";
import { noRestartPolicy } from "./no-restart-policy.ts";

/** Rules of the family `container`, sorted by id; one line each. */
export const containerRules: readonly AnyRule[] = [noRestartPolicy];
