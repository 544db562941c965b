import type { AnyRule } from "#lib/rules/rule.ts";
import { bindMountBeforeRemote } from "./bind-mount-before-remote.ts";
import { imageNotRestartableOffline } from "./image-not-restartable-offline.ts";
import { noRestartPolicy } from "./no-restart-policy.ts";
import { notDeclared } from "./not-declared.ts";
import { recordsLost } from "./records-lost.ts";
import { runtimeInstall } from "./runtime-install.ts";

/** Rules of the family `container`, sorted by id; one line each. */
export const containerRules: readonly AnyRule[] = [
  bindMountBeforeRemote,
  imageNotRestartableOffline,
  noRestartPolicy,
  notDeclared,
  recordsLost,
  runtimeInstall,
];
