import type { AnyRule } from "#lib/rules/rule.ts";
import { definitionRewrittenByScript } from "./definition-rewritten-by-script.ts";
import { diskCacheUnsafe } from "./disk-cache-unsafe.ts";
import { dockerInContainer } from "./docker-in-container.ts";
import { failoverDoesNotFit } from "./failover-does-not-fit.ts";
import { importantGuestWithoutOnboot } from "./important-guest-without-onboot.ts";
import { legacyDiskController } from "./legacy-disk-controller.ts";
import { memoryOvercommit } from "./memory-overcommit.ts";
import { migrationBlockers } from "./migration-blockers.ts";
import { missingIothread } from "./missing-iothread.ts";
import { noConsolePath } from "./no-console-path.ts";
import { noRestartAfterCrash } from "./no-restart-after-crash.ts";
import { onbootNotRunning } from "./onboot-not-running.ts";
import { passthroughSharesIommuGroup } from "./passthrough-shares-iommu-group.ts";
import { pciLayoutFragile } from "./pci-layout-fragile.ts";
import { pendingConfig } from "./pending-config.ts";
import { retiredGuestLeft } from "./retired-guest-left.ts";
import { runningButSilentNic } from "./running-but-silent-nic.ts";
import { staleLock } from "./stale-lock.ts";
import { startupOrderMissing } from "./startup-order-missing.ts";
import { twoDefaultGateways } from "./two-default-gateways.ts";
import { unexpectedlyStopped } from "./unexpectedly-stopped.ts";
import { vncExposed } from "./vnc-exposed.ts";

/** Rules of the family `guests`, sorted by id; one line each. */
export const guestsRules: readonly AnyRule[] = [
  definitionRewrittenByScript,
  diskCacheUnsafe,
  dockerInContainer,
  failoverDoesNotFit,
  importantGuestWithoutOnboot,
  legacyDiskController,
  memoryOvercommit,
  migrationBlockers,
  missingIothread,
  noConsolePath,
  noRestartAfterCrash,
  onbootNotRunning,
  passthroughSharesIommuGroup,
  pciLayoutFragile,
  pendingConfig,
  retiredGuestLeft,
  runningButSilentNic,
  staleLock,
  startupOrderMissing,
  twoDefaultGateways,
  unexpectedlyStopped,
  vncExposed,
];
