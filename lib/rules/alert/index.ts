import type { AnyRule } from "#lib/rules/rule.ts";
import { dnsNotMonitored } from "./dns-not-monitored.ts";
import { hostNotMonitored } from "./host-not-monitored.ts";
import { localMailUndeliverable } from "./local-mail-undeliverable.ts";
import { maintenanceTagStale } from "./maintenance-tag-stale.ts";
import { metricsAgentAbsent } from "./metrics-agent-absent.ts";
import { metricsStale } from "./metrics-stale.ts";
import { noDeadman } from "./no-deadman.ts";
import { noExternalProbe } from "./no-external-probe.ts";
import { notifierSingleReplica } from "./notifier-single-replica.ts";
import { rulesTellNobody } from "./rules-tell-nobody.ts";
import { silenceOrMaintenanceTagStale } from "./silence-or-maintenance-tag-stale.ts";
import { watchdogRoutedToNull } from "./watchdog-routed-to-null.ts";

/** Rules of the family `alert`, sorted by id; one line each. */
export const alertRules: readonly AnyRule[] = [
  dnsNotMonitored,
  hostNotMonitored,
  localMailUndeliverable,
  maintenanceTagStale,
  metricsAgentAbsent,
  metricsStale,
  noDeadman,
  noExternalProbe,
  notifierSingleReplica,
  rulesTellNobody,
  silenceOrMaintenanceTagStale,
  watchdogRoutedToNull,
];
