import { defineRule } from "#lib/rules/rule.ts";
import { counted, groupBy, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { intervalSeconds, jobOf } from "./parts/textfile-jobs.ts";

const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;
/** Without a known job a file may be a daily one. */
const unknownLimitSeconds = 3 * daySeconds;
/** Gauges on which someone relies before a reboot, or for the safety of data. */
const grave = /reboot|kernel|backup|restic|borg|snapshot|smart|nvme|raid|zfs|certificate/i;
const aboutBoot = /reboot|kernel/i;

export const metricsStale = defineRule({
  id: "alert/metrics-stale",
  title: "Textfile metrics have stopped: what looks green is old",
  why: "The exporter serves the last value for ever. A job that died on a good day reports good days from then on.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 1,
  references: ["node_exporter: Textfile Collector"],
  needs: ["textfileMetrics"],
  wants: ["schedules", "identity"],
  check({ textfileMetrics, schedules, identity }, now) {
    const clock = Date.parse(identity?.clock ?? "") || now.getTime();
    const bootedAt = identity?.uptimeSeconds == null ? null : clock - identity.uptimeSeconds * 1000;
    const stale = textfileMetrics.flatMap((file) => {
      const ageSeconds = (clock - Date.parse(file.modifiedAt)) / 1000;
      const job = jobOf(file.name, schedules ?? []);
      const interval = job === undefined ? null : intervalSeconds(job);
      const limit = interval === null ? unknownLimitSeconds : Math.max(hourSeconds, 3 * interval);
      const beforeBoot =
        aboutBoot.test(file.name) && bootedAt !== null && Date.parse(file.modifiedAt) < bootedAt && ageSeconds > hourSeconds;
      return ageSeconds > limit || beforeBoot ? [{ file, job, ageSeconds, beforeBoot, known: interval !== null }] : [];
    });
    return [...groupBy(stale, ({ file }) => file.path.slice(0, file.path.lastIndexOf("/")))].map(([folder, group]) => ({
      subject: listed(group.map(({ file }) => file.name)),
      key: folder,
      title: `${counted(group.length, "metrics file")} ${group.length === 1 ? "is" : "are"} no longer written: ${listed(group.map(({ file }) => file.name))}`,
      observed: listed(
        group.map(({ file, job, ageSeconds, beforeBoot }) =>
          [
            `${file.name}: last written ${words(ageSeconds)} ago`,
            beforeBoot ? "before the last boot" : "",
            job ? `its job: ${job.command}` : "no job of its name found",
          ]
            .filter(Boolean)
            .join(", "),
        ),
        6,
      ),
      expected: "a file that is younger than three intervals of its job",
      cite: group.flatMap(({ file, job }) => [file.at, ...(job ? [job.at] : [])]).slice(0, maximumCites),
      impact: group.some(({ file }) => grave.test(file.name)) ? (2 as const) : (1 as const),
      confidence: group.some(({ known, beforeBoot }) => known || beforeBoot) ? ("confirmed" as const) : ("suspected" as const),
    }));
  },
  remedy: {
    steps: [
      "Find the job: `systemctl list-timers --all`, `grep -r node_exporter /etc/cron*`; start it by hand and read its error",
      "Give its timer `Persistent=true`, and enable it: `systemctl enable --now NAME.timer`",
      "Alert on `time() - node_textfile_mtime_seconds > 86400`, so that the next one is seen",
    ],
    risk: "None.",
    verify: "ls -l --time-style=full-iso /var/lib/prometheus/node-exporter",
  },
});

/** In whole days or hours, so that the words do not change at each visit. */
function words(seconds: number): string {
  const days = Math.floor(seconds / daySeconds);
  return days >= 1 ? `over ${counted(days, "day")}` : "some hours";
}
