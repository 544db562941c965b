import type { BootFiles } from "#lib/facts/boot-files.ts";
import type { Identity } from "#lib/facts/identity.ts";
import type { Earlier } from "#lib/rules/context.ts";
import { defineRule, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
/** Files that a boot itself writes settle within so long. */
const settleMinutes = 15;
/** Longer than that without a reboot, nobody knows what the next one does. */
const longUptimeDays = 180;
/** Without these a host does not come up or not into the network. */
const critical =
  /^\/etc\/(fstab|crypttab|network\/interfaces|kernel\/cmdline|default\/grub|netplan\/|network\/interfaces\.d\/|NetworkManager\/system-connections\/|systemd\/network\/)/;
/** What packages write there by themselves: mount units of snaps, backups of editors and of dpkg. */
const byPackages = /\/(snap[-.][^/]*|[^/]*(\.dpkg-(old|new|dist|bak)|\.ucf-\w+|~|\.bak|\.swp|\.save))$/;

export const configChangedSinceBoot = defineRule({
  id: "boot/config-changed-since-boot",
  title: "Configuration that a boot depends on changed after the last boot",
  why: "What runs now was started with the old files. The next reboot is the first test of the new ones, and it may come at night.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["debian-hosts-line-blocks-pmxcfs", "latent-boot-config"],
  references: ["systemd(1)"],
  needs: ["identity"],
  wants: ["bootFiles", "fstab", "before"],
  check({ identity, bootFiles, fstab, before }) {
    if (isContainer(identity)) throw new NotApplicable("a container starts in seconds, from outside");
    const bootedAt = bootTime(identity);
    if (bootedAt === null) throw new Undecidable("the host tells no uptime or no clock");
    const asBefore = unchangedFiles(before?.beforeBoot ?? null, fstab);
    const changed = (bootFiles ?? []).filter(
      ({ path, changedAt }) => Date.parse(changedAt) > bootedAt + settleMinutes * minute && !byPackages.test(path) && !asBefore.has(path),
    );
    return [...changedFiles(changed, bootedAt), ...longUptime(identity, bootedAt)];
  },
  remedy: {
    steps: [
      "Read each file once more as the next boot will read it: `systemd-analyze verify default.target`, `findmnt --verify --fstab`, `ifup --no-act -a` or `netplan generate`",
      "Reboot in a window, with the guests moved away and the console open",
    ],
    risk: "The reboot itself: have the console open before it.",
    verify: "uptime -s; ls -l --time-style=full-iso /etc/fstab /etc/network/interfaces",
  },
});

/** When the host booted by its own clock, in milliseconds. */
function bootTime({ clock, uptimeSeconds }: Identity): number | null {
  return clock === null || uptimeSeconds === null ? null : Date.parse(clock) - uptimeSeconds * 1000;
}

/** Files that were the same before this boot, whatever their times say. */
function unchangedFiles(earlier: Earlier | null, fstab: { entries: readonly { at: { text: string } }[] } | undefined): Set<string> {
  const old = earlier?.readings.fstab;
  const text = (lines: readonly { at: { text: string } }[]) => lines.map(({ at }) => at.text).join("\n");
  return new Set(old?.status === "ok" && fstab && text(old.value.entries) === text(fstab.entries) ? ["/etc/fstab"] : []);
}

function changedFiles(changed: BootFiles, bootedAt: number): Observation[] {
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

/** In whole months, so that the words stay the same between visits. */
function longUptime(identity: Identity, bootedAt: number): Observation[] {
  const uptimeDays = ((identity.uptimeSeconds ?? 0) * 1000) / day;
  if (uptimeDays <= longUptimeDays) return [];
  const months = Math.floor(uptimeDays / 30);
  const booted = new Date(bootedAt).toISOString().slice(0, 10);
  return [
    {
      subject: identity.hostname,
      key: "uptime",
      title: `${identity.hostname} was not rebooted for over ${months} months: nobody knows whether it still boots`,
      observed: `uptime over ${months} months, booted ${booted}`,
      expected: "a reboot in a window at least twice a year",
      cite: [{ source: "/proc/uptime", line: 1, text: `booted ${booted}` }],
      impact: 2,
    },
  ];
}
