import type { Cite } from "#lib/facts/cite.ts";
import type { Fstab, FstabEntry } from "#lib/facts/fstab.ts";
import type { Mount, Mounts } from "#lib/facts/mounts.ts";
import type { MountUnit, MountUnits } from "#lib/facts/units.ts";
import { isAutomount, isNetworkLine, isSwap, requiringTargets } from "./fstab-options.ts";
import { type MountSource, serversOf } from "./network-servers.ts";
import { byDirectory, normalPath } from "./paths.ts";

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

/** Whether a native unit takes the place of the fstab line of its directory. */
function overridesFstab(unit: MountUnit): boolean {
  return /^\/(etc|run)\/systemd\/system\//.test(unit.fragmentPath ?? "");
}

/** All mounts that the next boot will try, fstab and native units together. */
export function declaredMounts(fstab: Fstab, units: MountUnits | undefined): DeclaredMount[] {
  const native = (units ?? []).filter((unit) => isNative(unit) && unit.unit.endsWith(".mount") && unit.where.startsWith("/"));
  const overridden = new Set(native.filter(overridesFstab).map((unit) => normalPath(unit.where)));
  const lines = mountingLines(fstab).filter((entry) => !overridden.has(normalPath(entry.mountPoint)));
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

/** Live mounts by directory; the last one mounted hides those below it. An idle automount is an autofs. */
export function liveMounts(mounts: Mounts): Map<string, Mount> {
  return byDirectory(mounts, (mount) => mount.mountPoint);
}

/**
 * Lines whose directory has neither a mount nor an autofs waiting. A source that is mounted on no declared directory is there through
 * a symbolic link, which the fstab generator resolves (systemd-fstab-generator(8)).
 */
export function linesNotMounted(lines: readonly FstabEntry[], mounts: Mounts): FstabEntry[] {
  const live = liveMounts(mounts);
  const declared = new Set(lines.map((line) => normalPath(line.mountPoint)));
  const elsewhere = new Set(mounts.filter((mount) => !declared.has(normalPath(mount.mountPoint))).map((mount) => mount.source));
  return lines.filter((line) => !live.has(normalPath(line.mountPoint)) && (isAutomount(line) || !elsewhere.has(line.device)));
}

/** The server or servers of a mount as a person names them; null for a mount that names none. */
export function serverLabel(source: MountSource): string | null {
  const servers = serversOf(source);
  return servers.length === 0 ? null : servers.join(", ");
}
