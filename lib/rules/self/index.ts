import type { AnyRule } from "#lib/rules/rule.ts";
import { bulkheadSharesFate } from "./bulkhead-shares-fate.ts";
import { dataStale } from "./data-stale.ts";
import { hostUnreachable } from "./host-unreachable.ts";
import { noHeartbeat } from "./no-heartbeat.ts";
import { probeIncomplete } from "./probe-incomplete.ts";

/** Rules of the family `self`, sorted by id; one line each. */
export const selfRules: readonly AnyRule[] = [bulkheadSharesFate, dataStale, hostUnreachable, noHeartbeat, probeIncomplete];
