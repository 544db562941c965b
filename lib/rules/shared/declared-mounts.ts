import type { Cite } from "#lib/facts/cite.ts";
import type { Fstab, FstabEntry } from "#lib/facts/fstab.ts";
import type { Mount, Mounts } from "#lib/facts/mounts.ts";
import type { MountUnit, MountUnits } from "#lib/facts/units.ts";
import { isNetworkLine, isSwap, requiringTargets } from "./fstab-options.ts";
import { type MountSource, serversOf } from "./network-servers.ts";
import { normalPath } from "./paths.ts";

/** A mount as the next boot will know it: a line of fstab, or a native unit that takes its place. */
export interface DeclaredMount {
  mountPoint: string;
  device: string;
  type: string;
  options: readonly string[];
  network: boolean;
  /** Targets that stop when this mount fails; the boot goes on without it where there are none. */
  requiredBy: readonly string[];
  /** The line itself; null for a native unit. */
  line: FstabEntry | null;
  at: Cite;
}

/** Lines of fstab that mount something on a directory. */
export function mountingLines(fstab: Fstab): FstabEntry[] {
  return fstab.entries.filter((entry) => entry.mountPoint.startsWith("/") && !isSwap(entry));
}

/** Units written by hand or by a package; those below /etc and /run/systemd/system go before fstab (systemd.mount(5)). */
function isNative(unit: MountUnit): boolean {
  return unit.fragmentPath !== null && unit.sourcePath !== "/etc/fstab" && !unit.fragmentPath.startsWith("/run/systemd/generator");
}

/** The native unit that takes the place of the fstab line of a directory, if there is one. */
export function overridingUnit(mountPoint: string, units: MountUnits | undefined): MountUnit | undefined {
  return units?.find(
    (unit) =>
      isNative(unit) &&
      /^\/(etc|run)\/systemd\/system\//.test(unit.fragmentPath ?? "") &&
      unit.unit.endsWith(".mount") &&
      normalPath(unit.where) === normalPath(mountPoint),
  );
}

/** All mounts that the next boot will try, fstab and native units together. */
export function declaredMounts(fstab: Fstab, units: MountUnits | undefined): DeclaredMount[] {
  const lines = mountingLines(fstab).filter((entry) => overridingUnit(entry.mountPoint, units) === undefined);
  const native = (units ?? []).filter((unit) => isNative(unit) && unit.unit.endsWith(".mount") && unit.where.startsWith("/"));
  return [
    ...lines.map((line) => ({
      mountPoint: normalPath(line.mountPoint),
      device: line.device,
      type: line.type,
      options: line.options,
      network: isNetworkLine(line),
      requiredBy: requiringTargets(line),
      line,
      at: line.at,
    })),
    ...native.map((unit) => ({
      mountPoint: normalPath(unit.where),
      device: unit.what,
      type: unit.type,
      options: unit.options,
      network: isNetworkLine(unit),
      requiredBy: unit.requiredBy.filter((name) => name.endsWith(".target")),
      line: null,
      at: unit.at,
    })),
  ];
}

/** What stands on a directory now; the last one mounted hides those below it. An idle automount is an autofs. */
export function mountAt(mountPoint: string, mounts: Mounts): Mount | undefined {
  return mounts.findLast((mount) => normalPath(mount.mountPoint) === normalPath(mountPoint));
}

/** The server or servers of a mount as a person names them; null for a mount that names none. */
export function serverLabel(source: MountSource): string | null {
  const servers = serversOf(source);
  return servers.length === 0 ? null : servers.join(", ");
}
