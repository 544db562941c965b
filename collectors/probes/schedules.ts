import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { cronLines, isTakenByDebian, runPartsPrograms } from "./parse/cron.ts";
import { allFiles, fileOrNull, isMissing } from "./parse/presence.ts";
import { notReadable, succeeded } from "./parse/sections.ts";
import { timersOf } from "./parse/timers.ts";

const table = { root: true, optional: true } as const;

/** What runs by the clock: the system's crontabs, root's own, the programs of cron.daily and its sisters, and the timers of systemd. */
export const schedules = defineProbe({
  id: "schedules",
  fact: "schedules",
  systems: ["linux"],
  sources: {
    system: { read: "/etc/crontab", ...table },
    // Packages and people leave these readable for all; a file that is not makes the fact fail.
    folder: { read: "/etc/cron.d/*", optional: true },
    // Debian, Red Hat and SUSE each have their own place for the table of a user.
    debian: { read: "/var/spool/cron/crontabs/root", ...table },
    redHat: { read: "/var/spool/cron/root", ...table },
    suse: { read: "/var/spool/cron/tabs/root", ...table },
    programs: { exec: ["ls", "-1", "/etc/cron.hourly", "/etc/cron.daily", "/etc/cron.weekly", "/etc/cron.monthly"], optional: true },
    debianRelease: { read: "/etc/debian_version", optional: true },
    timers: { exec: ["systemctl", "list-timers", "--all", "--no-legend", "--no-pager", "--output=json"], optional: true },
  },
  parse({ system, folder, debian, redHat, suse, programs, debianRelease, timers }) {
    const isDebian = fileOrNull(debianRelease, "Debian release") !== null;
    const shared = [fileOrNull(system, "crontab") ?? [], ...allFiles(folder, "cron tables")].flat();
    const own = [debian, redHat, suse].flatMap((sections) => fileOrNull(sections, "crontab of root") ?? []);
    if (!isMissing(timers) && !succeeded(timers)) throw notReadable([timers], "timers");
    if (succeeded(timers) && timers.text.trim() === "") throw new Error("systemd lists no timer, not even its own");
    if (isMissing(timers) && shared.length + own.length === 0) throw new NotApplicable("there is neither a table of cron nor systemd");
    const isTaken = (path: string) => !isDebian || isTakenByDebian(path);
    return [
      ...shared.filter((file) => isTaken(file.source)).flatMap((file) => cronLines(file, null)),
      ...own.flatMap((file) => cronLines(file, "root")),
      // With one folder missing ls complains and still lists the others.
      ...(programs.status === "ok" ? runPartsPrograms(programs, isTaken) : []),
      ...(succeeded(timers) ? timersOf(timers) : []),
    ];
  },
});
