import type { Container } from "#lib/facts/containers.ts";
import type { Service } from "#lib/facts/services.ts";
import type { DeclaredMount } from "#lib/rules/shared/declared-mounts.ts";
import { isAutomount, isNoauto, isNofail } from "#lib/rules/shared/fstab-options.ts";
import { isAtOrBelow, mountUnitName } from "#lib/rules/shared/paths.ts";

/** Whether a mount may come after the engine: over the network, or by nofail out of the order of the boot. An automount holds the access until it is there. */
export function isLate(mount: DeclaredMount): boolean {
  return (mount.network || isNofail(mount)) && !isAutomount(mount) && !isNoauto(mount);
}

/** Whether what starts a container waits for the mount. */
export function waitsFor(mount: DeclaredMount, { engine, managedBy }: Container, services: readonly Service[] | undefined): boolean {
  // A unit of its own may order itself; its lines were not read.
  if (managedBy === "systemd") return true;
  const unit = services?.find(({ unit: name }) => name === `${engine}.service`);
  if (unit === undefined) return false;
  const ordered =
    unit.after.includes(mountUnitName(mount.mountPoint)) || unit.requiresMountsFor.some((path) => isAtOrBelow(path, mount.mountPoint));
  return ordered || (unit.after.includes("remote-fs.target") && mount.network && !isNofail(mount));
}
