import type { BackupJob, Task } from "#lib/facts/backups.ts";
import type { Guests } from "#lib/facts/guests.ts";
import { type Observation, Undecidable } from "#lib/rules/rule.ts";
import { instant } from "#lib/rules/shared/instants.ts";
import { isWorthSaving, takes } from "./backup-jobs.ts";

/** Whether a job takes a guest of this host; null where only its pool tells. */
export function concerns(job: BackupJob, guests: Guests): boolean | null {
  const answers = guests.filter(isWorthSaving).map((guest) => takes(job, guest));
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

/**
 * Whether a run may be that of a job: a run for one guest names it, so beside jobs for several it was started by hand, and its end says
 * nothing of the job.
 */
export function isOfJob({ subject }: Task, jobs: readonly BackupJob[], guests: Guests): boolean {
  if (subject === null) return true;
  return jobs.some((job) => {
    const taken = guests.filter((guest) => takes(job, guest) !== false);
    return job.pool !== null || (taken.length <= 1 && (taken[0]?.id ?? subject) === subject);
  });
}

/** A run with warnings made its copy. */
export function isGood({ status }: Task): boolean {
  return status === "OK" || /^warnings/i.test(status ?? "");
}

/** A line of vzdump.cron that cron drops. */
export function droppedLine(job: BackupJob): Observation {
  return {
    subject: job.id,
    key: "vzdump.cron without user",
    title: "A backup job in vzdump.cron lacks its user, so cron drops it",
    observed: job.at.text.trim(),
    expected: "five times, then the user, then vzdump",
    cite: [job.at],
    remedy: { steps: ["Write `root` between the times and vzdump in /etc/pve/vzdump.cron, or make the job anew under Datacenter, Backup"] },
  };
}

/** Jobs that had their time and never ran. Throws Undecidable where they may not have had it. */
export function neverRan(
  jobs: readonly BackupJob[],
  guests: Guests,
  limitHours: number | null,
  uptimeSeconds: number | null,
): Observation[] {
  if (limitHours === null || uptimeSeconds === null)
    throw new Undecidable("no backup has run yet, and nothing tells how long there was time for one");
  const certain = jobs.filter((job) => concerns(job, guests) === true);
  if (uptimeSeconds < limitHours * 3600 || certain.length === 0)
    throw new Undecidable("no backup has run yet, and there may have been no time for one");
  return [
    {
      subject: "backup",
      title: "There is a backup job, and no backup has ever run on this host",
      observed: `${certain.map(({ id, schedule }) => `${id} (${schedule})`).join(", ")}; not one run in the list of tasks`,
      expected: "a run at each time that the schedule names",
      cite: certain.map(({ at }) => at),
      confidence: "inferred",
    },
  ];
}

/** The newest run failed, or the newest good one is too old. */
export function runFault(
  jobs: readonly BackupJob[],
  last: Task,
  good: Task | undefined,
  lastIsGood: boolean,
  limitHours: number | null,
): Observation {
  const newest = good === undefined ? "no good run is in the list" : `the newest good run began ${instant(new Date(good.startedAt))}`;
  return {
    subject: "backup",
    title: lastIsGood ? "The newest backup is older than its schedule allows" : `The last backup of this host failed: ${last.status}`,
    observed: `${lastIsGood ? "" : `the run that began ${instant(new Date(last.startedAt))} ended with "${last.status}"; `}${newest}`,
    expected:
      limitHours === null ? "OK" : `a good run within ${Math.round(limitHours)} hours (${jobs.map(({ schedule }) => schedule).join(", ")})`,
    cite: [last.at, ...(good && good !== last ? [good.at] : []), ...jobs.slice(0, 4).map(({ at }) => at)],
  };
}
