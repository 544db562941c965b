import type { AnyRule } from "#lib/rules/rule.ts";
import { configBoundToUnstableName } from "./config-bound-to-unstable-name.ts";
import { configuredInterfaceAbsent } from "./configured-interface-absent.ts";
import { legacyEthxWithManyNics } from "./legacy-ethx-with-many-nics.ts";
import { macPinStale } from "./mac-pin-stale.ts";
import { namingSchemeWillChange } from "./naming-scheme-will-change.ts";

/** Rules of the family `nic`, sorted by id; one line each. */
export const nicRules: readonly AnyRule[] = [
  configBoundToUnstableName,
  configuredInterfaceAbsent,
  legacyEthxWithManyNics,
  macPinStale,
  namingSchemeWillChange,
];
