import type { FstabEntry } from "#lib/facts/fstab.ts";
import type { Remedy } from "#lib/rules/rule.ts";
import type { DeclaredMount } from "#lib/rules/shared/declared-mounts.ts";
import { fstabLine, isNetworkType, isNfs, withOptions } from "#lib/rules/shared/fstab-options.ts";
import { mountUnitName } from "#lib/rules/shared/paths.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";

/** A remedy is read by a person: more lines than these follow the same pattern. */
const maximumLines = 12;

/** How to let the host boot without these mounts: each line as it should read, and what gives the lost ordering back. */
export function bootSafeRemedy(all: readonly DeclaredMount[]): Partial<Remedy> {
  const mounts = all.slice(0, maximumLines);
  const units = mounts.map((mount) => shellWord(mountUnitName(mount.mountPoint)));
  return {
    steps: [
      ...mounts.map(stepFor),
      ...(all.length > mounts.length ? [`The same for the other ${all.length - mounts.length}`] : []),
      "`systemctl daemon-reload`",
      `Add \`RequiresMountsFor=${mounts.map((mount) => mount.mountPoint).join(" ")}\` to the units that use it, or they may start before the mount`,
    ],
    verify: `systemctl show ${units.join(" ")} -p Id,RequiredBy,WantedBy,Before`,
  };
}

function stepFor(mount: DeclaredMount): string {
  if (mount.line === null) return `In \`${mountUnitName(mount.mountPoint)}\` replace \`RequiredBy=\` by \`WantedBy=\``;
  return `Write line ${mount.line.at.line} of /etc/fstab as \`${fstabLine(mount.line, safeOptions(mount.line))}\``;
}

/** Options with which the boot goes on without the server. Not NFS: no retry=. Not a network type: it waits for a device, not a server. */
function safeOptions({ type, options }: FstabEntry): string[] {
  const limits = isNetworkType(type) ? ["x-systemd.automount", "x-systemd.mount-timeout=30"] : [];
  const added = ["_netdev", "nofail", ...limits, ...(isNfs(type) ? ["retry=0"] : [])];
  const kept = options.filter((option) => !option.startsWith("x-systemd.required-by="));
  const set = (option: string) => option.includes("=") && kept.some((own) => own.split("=")[0] === option.split("=")[0]);
  return withOptions(
    kept,
    added.filter((option) => !set(option)),
  );
}
