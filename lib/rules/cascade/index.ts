import type { AnyRule } from "#lib/rules/rule.ts";
import { alertingOnMonitoredHost } from "./alerting-on-monitored-host.ts";
import { allDnsOnOneHost } from "./all-dns-on-one-host.ts";
import { authOrSecretsColocated } from "./auth-or-secrets-colocated.ts";
import { dnsMountCycle } from "./dns-mount-cycle.ts";
import { gatewayIsOwnGuest } from "./gateway-is-own-guest.ts";
import { noColdStartOrder } from "./no-cold-start-order.ts";
import { qdeviceInsideCluster } from "./qdevice-inside-cluster.ts";
import { quorumLostIfNodeReboots } from "./quorum-lost-if-node-reboots.ts";
import { redundantPairColocated } from "./redundant-pair-colocated.ts";
import { sharedStorageBlastRadius } from "./shared-storage-blast-radius.ts";
import { singlePointOfFailure } from "./single-point-of-failure.ts";
import { storageGuestMountedByOwnHost } from "./storage-guest-mounted-by-own-host.ts";

/** Rules of the family `cascade`, sorted by id; one line each. */
export const cascadeRules: readonly AnyRule[] = [
  alertingOnMonitoredHost,
  allDnsOnOneHost,
  authOrSecretsColocated,
  dnsMountCycle,
  gatewayIsOwnGuest,
  noColdStartOrder,
  qdeviceInsideCluster,
  quorumLostIfNodeReboots,
  redundantPairColocated,
  sharedStorageBlastRadius,
  singlePointOfFailure,
  storageGuestMountedByOwnHost,
];
