import type { BootFiles } from "#lib/facts/boot-files.ts";
import type { Identity } from "#lib/facts/identity.ts";
import type { Earlier } from "#lib/rules/context.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";

const minute = 60_000;
/** Files that a boot itself writes settle within so long. */
const settleMinutes = 15;
/** Without these a host does not come up or not into the network. */
const critical =
  /^\/etc\/(fstab|crypttab|network\/interfaces|kernel\/cmdline|default\/grub|netplan\/|network\/interfaces\.d\/|NetworkManager\/system-connections\/|systemd\/network\/)/;
/** What packages write there by themselves: mount units of snaps, backups of editors and of dpkg. */
const byPackages = /\/(snap[-.][^/]*|[^/]*(\.dpkg-(old|new|dist|bak)|\.ucf-\w+|~|\.bak|\.swp|\.save))$/;

/** Files newer than the boot, without what the boot itself and packages write, and without those that are as they were. */
export function changedSince(files: BootFiles, bootedAt: number, asBefore: ReadonlySet<string>): BootFiles {
  const settled = bootedAt + settleMinutes * minute;
  return files.filter(({ path, changedAt }) => Date.parse(changedAt) > settled && !byPackages.test(path) && !asBefore.has(path));
}

/** When the host booted by its own clock, in milliseconds. */
export function bootTime({ clock, uptimeSeconds }: Identity): number | null {
  return clock === null || uptimeSeconds === null ? null : Date.parse(clock) - uptimeSeconds * 1000;
}

/** Files that were the same before this boot, whatever their times say. */
export function unchangedFiles(earlier: Earlier | null, fstab: { entries: readonly { at: { text: string } }[] } | undefined): Set<string> {
  const old = earlier?.readings.fstab;
  const text = (lines: readonly { at: { text: string } }[]) => lines.map(({ at }) => at.text).join("\n");
  return new Set(old?.status === "ok" && fstab && text(old.value.entries) === text(fstab.entries) ? ["/etc/fstab"] : []);
}

/** One finding for all of them. */
export function changedFiles(changed: BootFiles, bootedAt: number): Observation[] {
  if (changed.length === 0) return [];
  const important = changed.filter(({ path }) => critical.test(path));
  const shown = important.length > 0 ? important : changed;
  const booted = new Date(bootedAt).toISOString().slice(0, 10);
  return [
    {
      subject: listed(shown.map(({ path }) => path)),
      key: "files",
      title: `${listed(shown.map(({ path }) => path))} changed after the boot of ${booted}: this host has never booted with ${shown.length === 1 ? "it" : "them"}`,
      observed: `booted ${booted}; changed since: ${listed(
        changed.map(({ path, changedAt }) => `${path} on ${changedAt.slice(0, 10)}`),
        8,
      )}`,
      expected: "no boot file newer than the last boot",
      cite: [...important, ...changed.filter((file) => !important.includes(file))].slice(0, maximumCites).map(({ at }) => at),
      ...(important.length > 0 ? {} : { impact: 2 as const }),
    },
  ];
}
