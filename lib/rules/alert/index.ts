import type { AnyRule } from "#lib/rules/rule.ts";
import { localMailUndeliverable } from "./local-mail-undeliverable.ts";
import { noDeadman } from "./no-deadman.ts";
import { watchdogRoutedToNull } from "./watchdog-routed-to-null.ts";

/** Rules of the family `alert`, sorted by id; one line each. */
export const alertRules: readonly AnyRule[] = [localMailUndeliverable, noDeadman, watchdogRoutedToNull];
