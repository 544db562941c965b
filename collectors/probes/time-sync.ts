import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import type { TimeSync } from "#lib/facts/time-sync.ts";
import { chronySources, chronyTracking, ntpPeers } from "./parse/ntp.ts";
import { allFiles, isMissing } from "./parse/presence.ts";
import { notReadable, succeeded } from "./parse/sections.ts";
import { ntpDirectives, timesyncdServers } from "./parse/time-config.ts";
import { kernelClock } from "./parse/timedatectl.ts";

/**
 * Who keeps the clock: the daemon's own word where it has a tool that tells (chrony, ntpd), else the kernel's by timedatectl(1). Nothing
 * is asked of systemd-timesyncd over D-Bus, which would start one that somebody stopped.
 */
export const timeSync = defineProbe({
  id: "time-sync",
  fact: "timeSync",
  systems: ["linux"],
  sources: {
    tracking: { exec: ["chronyc", "-n", "tracking"], optional: true },
    chronySources: { exec: ["chronyc", "-n", "sources"], optional: true },
    peers: { exec: ["ntpq", "-pn"], optional: true },
    shown: { exec: ["timedatectl", "show"], optional: true },
    // systemd before 239 has no such verb.
    status: { exec: ["timedatectl", "status", "--no-pager"], unless: "shown", optional: true },
    chrony: { read: "/etc/chrony/chrony.conf", optional: true },
    chronyMore: { read: "/etc/chrony/conf.d/*.conf", optional: true },
    chronyServers: { read: "/etc/chrony/sources.d/*.sources", optional: true },
    chronyByDhcp: { read: "/run/chrony-dhcp/*.sources", optional: true },
    chronyOfRedHat: { read: "/etc/chrony.conf", optional: true },
    chronyOfRedHatMore: { read: "/etc/chrony.d/*.conf", optional: true },
    ntp: { read: "/etc/ntp.conf", optional: true },
    ntpsec: { read: "/etc/ntpsec/ntp.conf", optional: true },
    timesyncd: { read: "/etc/systemd/timesyncd.conf", optional: true },
    timesyncdMore: { read: "/etc/systemd/timesyncd.conf.d/*.conf", optional: true },
  },
  parse(sections) {
    const { tracking, peers, shown, status } = sections;
    const clock = kernelClock(succeeded(shown) ? shown : status);
    const answer = succeeded(tracking) ? chronyTracking(tracking) : succeeded(peers) ? ntpPeers(peers) : null;
    const at = answer?.at ?? clock?.at;
    if (!at) throw unread([tracking, peers, shown, status]);
    const files = filesOf(sections);
    const daemon = answer?.daemon ?? configuredDaemon(files, tracking, peers, clock !== null);
    const configured = daemon === null ? [] : files[daemon].flatMap(daemon === "timesyncd" ? timesyncdServers : ntpDirectives);
    return {
      daemon,
      synchronised: answer ? answer.synchronised : (clock?.synchronised ?? null),
      offsetSeconds: answer?.offsetSeconds ?? null,
      sources: answer?.daemon === "chrony" ? chronySources(sections.chronySources) : (answer?.sources ?? null),
      configured,
      localRtc: clock?.localRtc ?? null,
      at,
      offsetAt: answer?.offsetAt ?? null,
      localRtcAt: clock?.localRtcAt ?? null,
    };
  },
});

type Files = Record<NonNullable<TimeSync["daemon"]>, Section[]>;

function filesOf(sections: Record<string, Section | Section[]>): Files {
  const read = (...names: string[]) => names.flatMap((name) => allFiles([sections[name] ?? []].flat(), `configuration of ${name}`));
  return {
    chrony: read("chrony", "chronyMore", "chronyServers", "chronyByDhcp", "chronyOfRedHat", "chronyOfRedHatMore"),
    ntp: read("ntp", "ntpsec"),
    timesyncd: read("timesyncd", "timesyncdMore"),
  };
}

/** The daemon that does not answer: one whose tool is there, else the one that systemd brings along. */
function configuredDaemon(files: Files, tracking: Section, peers: Section, hasSystemd: boolean): TimeSync["daemon"] {
  if (!isMissing(tracking) && files.chrony.length > 0) return "chrony";
  if (!isMissing(peers) && files.ntp.length > 0) return "ntp";
  return hasSystemd && files.timesyncd.length > 0 ? "timesyncd" : null;
}

function unread(sections: readonly Section[]): Error {
  if (sections.every(isMissing)) return new NotApplicable("neither chrony, ntpd nor timedatectl is there to ask");
  return notReadable(sections, "time synchronisation");
}
