import type { Schedule } from "#lib/facts/schedules.ts";
import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { longestGapHours } from "#lib/rules/shared/calendar.ts";
import { instant } from "#lib/rules/shared/instants.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";

const replicating = /zfs|syncoid|zrepl|znapzend|pyznap|zxfer|zsync|\brecv\b|receive|replicat/i;
/** A large difference may be on its way for a day. */
const patienceHours = 24;

export const replicationStale = defineRule({
  id: "backup/replication-stale",
  title: "A replicated dataset has not been renewed for longer than its schedule allows",
  why: "Replication that stops makes no noise: the copy looks as it did. When the source has pruned the last snapshot that both have in common, it can only begin anew.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 3,
  impact: 3,
  postmortems: ["replication-stalled-week"],
  references: ["zfs-receive(8)"],
  needs: ["zfsSnapshots", "schedules", "identity"],
  check({ zfsSnapshots, schedules, identity }, now) {
    const jobs = schedules.filter(({ by, command }) => by === "cron" && replicating.test(command));
    const pairs = zfsSnapshots.datasets.flatMap((dataset) =>
      jobs.filter((job) => isAbout(job, dataset.name)).map((job) => ({ dataset, job })),
    );
    if (pairs.length === 0) throw new NotApplicable("no line of cron replicates a dataset of this host");
    const clock = identity.clock === null ? now.getTime() : Date.parse(identity.clock);
    return pairs.flatMap(({ dataset, job }) => {
      const gap = longestGapHours(job.when);
      const limitHours = gap === null ? null : Math.max(gap * 2, patienceHours);
      if (limitHours === null || clock - Date.parse(dataset.newest.createdAt) <= limitHours * 3_600_000) return [];
      return [
        {
          subject: dataset.name,
          key: dataset.name,
          title: `${dataset.name} has no newer snapshot than ${dataset.newest.name.split("@")[1]}, although its copy is due at "${job.when}"`,
          observed: `the newest snapshot is of ${instant(new Date(dataset.newest.createdAt))}; the job is due at "${job.when}": ${job.command.slice(0, 80)}`,
          expected: `a snapshot not older than ${Math.round(limitHours)} hours`,
          cite: [dataset.newest.at, job.at],
          confidence: "inferred",
          remedy: { verify: `zfs list -t snapshot -o name,creation -s creation ${shellWord(dataset.name)}` },
        },
      ];
    });
  },
  remedy: {
    steps: [
      "Run the job by hand and read its error; look for a receive that hangs: `ps -eo etime,args | grep 'zfs rec'`",
      "Keep the common snapshot on the source: `zfs hold keep DATASET@SNAPSHOT`, before its retention removes it",
    ],
    risk: "`zfs receive -F` rolls the copy back and destroys what was made on it since.",
    verify: "zfs list -t snapshot -o name,creation -s creation",
  },
});

/** The job names the dataset, or its last part: pull-products.sh and pool/off/products. */
function isAbout({ command }: Schedule, dataset: string): boolean {
  if (command.includes(dataset)) return true;
  const leaf = dataset.split("/").at(-1) ?? "";
  return dataset.includes("/") && leaf.length > 2 && command.split(/[\s/._-]+/).includes(leaf);
}
