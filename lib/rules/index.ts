import { accessRules } from "./access/index.ts";
import { alertRules } from "./alert/index.ts";
import { backupRules } from "./backup/index.ts";
import { bootRules } from "./boot/index.ts";
import { bridgeRules } from "./bridge/index.ts";
import { cascadeRules } from "./cascade/index.ts";
import { changeRules } from "./change/index.ts";
import { clusterRules } from "./cluster/index.ts";
import { containerRules } from "./container/index.ts";
import { dnsRules } from "./dns/index.ts";
import { guestsRules } from "./guests/index.ts";
import { hardwareRules } from "./hardware/index.ts";
import { k8sRules } from "./k8s/index.ts";
import { nicRules } from "./nic/index.ts";
import type { AnyRule } from "./rule.ts";
import { selfRules } from "./self/index.ts";
import { storageRules } from "./storage/index.ts";
import { timeRules } from "./time/index.ts";
import { updatesRules } from "./updates/index.ts";
import { watchdogRules } from "./watchdog/index.ts";

export type { AnyRule } from "./rule.ts";

/** Every rule, sorted by id: the families in their order. A new rule is a line in its family's index. */
export const rules: readonly AnyRule[] = [
  ...accessRules,
  ...alertRules,
  ...backupRules,
  ...bootRules,
  ...bridgeRules,
  ...cascadeRules,
  ...changeRules,
  ...clusterRules,
  ...containerRules,
  ...dnsRules,
  ...guestsRules,
  ...hardwareRules,
  ...k8sRules,
  ...nicRules,
  ...selfRules,
  ...storageRules,
  ...timeRules,
  ...updatesRules,
  ...watchdogRules,
];
