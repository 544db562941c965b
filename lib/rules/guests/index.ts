import type { AnyRule } from "#lib/rules/rule.ts";
import { importantGuestWithoutOnboot } from "./important-guest-without-onboot.ts";
import { onbootNotRunning } from "./onboot-not-running.ts";

/** Rules of the family `guests`, sorted by id; one line each. */
export const guestsRules: readonly AnyRule[] = [importantGuestWithoutOnboot, onbootNotRunning];
