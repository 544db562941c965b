import type { AnyRule } from "#lib/rules/rule.ts";
import { failedUnits } from "./failed-units.ts";
import { pveHostnameResolvesToLoopback } from "./pve-hostname-resolves-to-loopback.ts";

/** Rules of the family `boot`, sorted by id; one line each. */
export const bootRules: readonly AnyRule[] = [failedUnits, pveHostnameResolvesToLoopback];
