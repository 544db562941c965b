import type { AnyRule } from "#lib/rules/rule.ts";
import { clusterVersionsDiffer } from "./cluster-versions-differ.ts";
import { endOfLifeRelease } from "./end-of-life-release.ts";
import { foreignKernel } from "./foreign-kernel.ts";
import { halfInstalledPackages } from "./half-installed-packages.ts";
import { kernelInstalledNotBooted } from "./kernel-installed-not-booted.ts";
import { runtimeRestartPending } from "./runtime-restart-pending.ts";
import { unattendedRebootOnHypervisor } from "./unattended-reboot-on-hypervisor.ts";

/** Rules of the family `updates`, sorted by id; one line each. */
export const updatesRules: readonly AnyRule[] = [
  clusterVersionsDiffer,
  endOfLifeRelease,
  foreignKernel,
  halfInstalledPackages,
  kernelInstalledNotBooted,
  runtimeRestartPending,
  unattendedRebootOnHypervisor,
];
