import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { longestGapHours } from "#lib/rules/shared/calendar.ts";
import { jobsHere } from "./parts/backup-jobs.ts";
import { concerns, droppedLine, isGood, isOfJob, neverRan, runFault } from "./parts/backup-runs.ts";

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
    const ended = tasks.backups.filter((task) => task.endedAt !== null && isOfJob(task, jobs, guests));
    const gaps = jobs.flatMap(({ schedule }) => (schedule === null ? [] : (longestGapHours(schedule) ?? [])));
    const clock = identity.clock === null ? now.getTime() : Date.parse(identity.clock);
    const limitHours = gaps.length === 0 ? null : Math.min(...gaps) * 1.5 + 2;
    const [last] = ended;
    if (last === undefined) return [...dropped, ...neverRan(jobs, guests, limitHours, identity.uptimeSeconds)];
    const good = ended.find(isGood);
    const isOld = limitHours !== null && (good === undefined || clock - Date.parse(good.startedAt) > limitHours * hour);
    if (isGood(last) && !isOld) return dropped;
    return [...dropped, runFault(jobs, last, good, isGood(last), limitHours)];
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
