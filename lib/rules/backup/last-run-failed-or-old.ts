import type { BackupJob, Task } from "#lib/facts/backups.ts";
import type { Guests } from "#lib/facts/guests.ts";
import { defineRule, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { isWorthSaving, jobsHere, takes } from "#lib/rules/shared/backup-jobs.ts";
import { longestGapHours } from "#lib/rules/shared/calendar.ts";
import { instant } from "#lib/rules/shared/instants.ts";

const hour = 3_600_000;

export const lastRunFailedOrOld = defineRule({
  id: "backup/last-run-failed-or-old",
  title: "The last backup failed, or is older than its schedule allows",
  why: "A backup that fails once fails every night until somebody looks. The day the copy is needed, the newest good one is from before the first failure.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 3,
  impact: 3,
  postmortems: ["replication-stalled-week"],
  references: ["vzdump(1)", "pvenode(1)"],
  needs: ["backups", "tasks", "guests", "identity"],
  check({ backups, tasks, guests, identity }, now) {
    const dropped = backups.jobs.filter(({ lacksUser }) => lacksUser).map(droppedLine);
    const jobs = jobsHere(backups, identity.hostname).filter((job) => !job.lacksUser && concerns(job, guests) !== false);
    if (jobs.length === 0) {
      if (dropped.length > 0) return dropped;
      throw new NotApplicable("no backup job takes a guest of this host");
    }
    if (tasks.backups === null) throw new Undecidable("the backup runs could not be read");
    const ended = tasks.backups.filter(({ endedAt }) => endedAt !== null);
    const gaps = jobs.flatMap(({ schedule }) => (schedule === null ? [] : (longestGapHours(schedule) ?? [])));
    const clock = identity.clock === null ? now.getTime() : Date.parse(identity.clock);
    const limitHours = gaps.length === 0 ? null : Math.min(...gaps) * 1.5 + 2;
    const [last] = ended;
    if (last === undefined) return [...dropped, ...neverRan(jobs, guests, limitHours, identity.uptimeSeconds)];
    const good = ended.find(isGood);
    const isOld = limitHours !== null && (good === undefined || clock - Date.parse(good.startedAt) > limitHours * hour);
    if (isGood(last) && !isOld) return dropped;
    return [...dropped, observation(jobs, last, good, isGood(last), limitHours)];
  },
  remedy: {
    steps: [
      "Read the log: `pvenode task list --typefilter vzdump`, then `pvenode task log UPID`",
      "Repair the cause, then run it once: `vzdump VMID --storage STORAGE --mode snapshot`",
      "On a node that is off at night: `repeat-missed 1` in the job",
    ],
    risk: "A run by hand loads storage and network; mode stop stops the guest.",
    verify: "pvesh get /nodes/localhost/tasks --typefilter vzdump --limit 5",
  },
});

/** Whether a job takes a guest of this host; null where only its pool tells. */
function concerns(job: BackupJob, guests: Guests): boolean | null {
  const answers = guests.filter(isWorthSaving).map((guest) => takes(job, guest));
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

/** A run with warnings made its copy. */
function isGood({ status }: Task): boolean {
  return status === "OK" || /^warnings/i.test(status ?? "");
}

function droppedLine(job: BackupJob): Observation {
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

function neverRan(jobs: readonly BackupJob[], guests: Guests, limitHours: number | null, uptimeSeconds: number | null): Observation[] {
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

function observation(
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
