import { run, tasks, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { staleLock as rule } from "./stale-lock.ts";

const locked = vm("105", "db", { lock: "migrate" });
const working = (type: string, subject: string | null) => run(0.1, "", { type, subject, endedAt: null, status: null });

describeRule(
  rule,
  { guests: [locked], tasks: tasks({ running: [] }) },
  {
    fails: {
      "the catalogue's example: lock: migrate, no task": [
        {},
        {
          severity: "medium",
          subject: "db (VM 105)",
          title: "db (VM 105) is locked (migrate) and no task works on it",
          observed: "lock: migrate; no task runs",
        },
      ],
      "another guest's task": [
        { tasks: tasks({ running: [working("qmigrate", "106")] }) },
        { observed: "lock: migrate; 1 task running, none for it" },
      ],
      "a backup's lock goes at boot": [{ guests: [{ ...locked, lock: "backup" }] }, "low"],
      "one that sleeps on disk": [
        { guests: [{ ...locked, lock: "suspended" }] },
        { severity: "info", title: "db (VM 105) sleeps on disk" },
      ],
    },
    passes: {
      "no lock": { guests: [vm("105", "db")] },
      "its own task runs": { tasks: tasks({ running: [working("qmigrate", "105")] }) },
      "a backup of all runs": { guests: [{ ...locked, lock: "backup" }], tasks: tasks({ running: [working("vzdump", null)] }) },
      "a clone is being made": { guests: [{ ...locked, lock: "clone" }], tasks: tasks({ running: [working("qmclone", "900")] }) },
      "a template": { guests: [{ ...locked, template: true }] },
    },
    unknown: { "tasks that could not be read": { tasks: tasks({ backups: [] }) } },
  },
);
