import type { AnyRule } from "#lib/rules/rule.ts";
import { definitionRewrittenByScript } from "./definition-rewritten-by-script.ts";
import { importantGuestWithoutOnboot } from "./important-guest-without-onboot.ts";
import { legacyDiskController } from "./legacy-disk-controller.ts";
import { memoryOvercommit } from "./memory-overcommit.ts";
import { missingIothread } from "./missing-iothread.ts";
import { onbootNotRunning } from "./onboot-not-running.ts";

/** Rules of the family `guests`, sorted by id; one line each. */
export const guestsRules: readonly AnyRule[] = [
  definitionRewrittenByScript,
  importantGuestWithoutOnboot,
  legacyDiskController,
  memoryOvercommit,
  missingIothread,
  onbootNotRunning,
];
