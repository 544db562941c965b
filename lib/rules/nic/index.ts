import type { AnyRule } from "#lib/rules/rule.ts";
import { configBoundToUnstableName } from "./config-bound-to-unstable-name.ts";
import { configuredInterfaceAbsent } from "./configured-interface-absent.ts";

/** Rules of the family `nic`, sorted by id; one line each. */
export const nicRules: readonly AnyRule[] = [configBoundToUnstableName, configuredInterfaceAbsent];
