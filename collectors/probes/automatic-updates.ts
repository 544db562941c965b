import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { AutomaticUpdates } from "#lib/facts/packages.ts";
import { type AptOption, aptOptions } from "./parse/apt-conf.ts";
import { iniSections } from "./parse/ini.ts";
import { allFiles } from "./parse/presence.ts";
import { linesOf } from "./parse/sections.ts";

/** What updates the host by itself: unattended-upgrades of Debian, dnf-automatic of RHEL. Files alone; APT reads them in the order of their names. */
export const automaticUpdates = defineProbe({
  id: "automatic-updates",
  fact: "automaticUpdates",
  systems: ["linux"],
  sources: {
    apt: { read: "/etc/apt/apt.conf.d/*", optional: true },
    aptMain: { read: "/etc/apt/apt.conf", optional: true },
    dnf: { read: "/etc/dnf/automatic.conf", optional: true },
    dnf5: { read: "/etc/dnf/dnf5-plugins/automatic.conf", optional: true },
  },
  parse({ apt, aptMain, dnf, dnf5 }) {
    const parts = allFiles(apt, "settings of APT").filter(({ source }) => counts(source.replace(/^.*\//, "")));
    const files = [...parts.sort((one, two) => (one.source < two.source ? -1 : 1)), ...allFiles(aptMain, "settings of APT")];
    const options = files.flatMap(aptOptions);
    if (options.some(({ name }) => /^(Unattended-Upgrade::|APT::Periodic::Unattended-Upgrade$)/i.test(name))) return fromApt(options);
    const [automatic] = allFiles([...dnf, ...dnf5], "dnf-automatic");
    if (automatic) return fromDnf(automatic);
    throw new NotApplicable("neither unattended-upgrades nor dnf-automatic is configured");
  },
});

/** APT passes over backups and what packages put beside: names with another ending than .conf (apt.conf(5)). */
function counts(name: string): boolean {
  return /^[A-Za-z0-9_-]+(\.conf)?$/.test(name);
}

function fromApt(options: readonly AptOption[]): AutomaticUpdates {
  const last = (name: string) => options.findLast((option) => option.name.toLowerCase() === name.toLowerCase());
  const periodic = last("APT::Periodic::Unattended-Upgrade");
  const reboot = last("Unattended-Upgrade::Automatic-Reboot");
  const list = options.filter(({ name }) => /^Unattended-Upgrade::Package-Blacklist(::)?$/i.test(name));
  return {
    by: "unattended-upgrades",
    installs: periodic ? !/^(0|no|false|off)$/i.test(periodic.value) : null,
    installsAt: periodic?.at ?? null,
    reboots: reboot !== undefined && isTrue(reboot.value),
    rebootsAt: reboot?.at ?? null,
    rebootTime: last("Unattended-Upgrade::Automatic-Reboot-Time")?.value ?? null,
    leavesAlone: list.map(({ value }) => value),
  };
}

function fromDnf(section: Section): AutomaticUpdates {
  const lines = linesOf(section.text);
  const entries = iniSections(section.text).flatMap((part) => part.entries);
  const last = (key: string) => entries.findLast((entry) => entry.key === key);
  const [apply, reboot] = [last("apply_updates"), last("reboot")];
  return {
    by: "dnf-automatic",
    installs: apply ? isTrue(apply.value) : false,
    installsAt: citeLine(section.source, lines, apply?.line ?? 0),
    reboots: reboot !== undefined && /^when-(needed|changed)$/.test(reboot.value),
    rebootsAt: reboot ? citeLine(section.source, lines, reboot.line) : null,
    rebootTime: null,
    leavesAlone: [],
  };
}

function isTrue(value: string): boolean {
  return /^(1|yes|true|on|with|enable)$/i.test(value);
}
