import { expect } from "vitest";
import { backupJob, backups, run, tasks, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { lastRunFailedOrOld as rule } from "./last-run-failed-or-old.ts";

const failed = run(10, "job errors");

describeRule(
  rule,
  {
    identity: identity({ system: "proxmox", hostname: "pve-01" }),
    guests: [vm("100", "dns")],
    backups: backups([backupJob()]),
    tasks: tasks({ backups: [failed, run(34)] }),
  },
  {
    fails: {
      "the catalogue's example: job errors": [
        {},
        {
          severity: "high",
          subject: "backup",
          title: "The last backup of this host failed: job errors",
          observed: 'the run that began 2026-05-01 02:00 UTC ended with "job errors"; the newest good run began 2026-04-30 02:00 UTC',
          expected: "a good run within 38 hours (02:30)",
        },
      ],
      "a good run that is too old": [
        { tasks: tasks({ backups: [run(39)] }) },
        { title: "The newest backup is older than its schedule allows" },
      ],
      "weekly jobs may be older, but not so old": [
        { backups: backups([backupJob({ schedule: "sun 01:00" })]), tasks: tasks({ backups: [run(300)] }) },
        "high",
      ],
      "the one guest of the job": [{ tasks: tasks({ backups: [run(2, "job errors", { subject: "100" }), run(10)] }) }, "high"],
      "no run ever": [{ tasks: tasks({ backups: [] }) }, { title: expect.stringContaining("no backup has ever run") }],
      "a line of cron that cron drops": [
        { backups: backups([backupJob({ id: "vzdump.cron line 3", lacksUser: true })]), tasks: tasks({ backups: [] }) },
        { title: expect.stringContaining("lacks its user") },
      ],
    },
    passes: {
      "OK last night": { tasks: tasks({ backups: [run(10), run(34)] }) },
      warnings: { tasks: tasks({ backups: [run(10, "WARNINGS: 1")] }) },
      "one that runs now is no failure": { tasks: tasks({ backups: [run(0.2, "", { endedAt: null, status: null }), run(24)] }) },
      "one guest's copy by hand that failed": {
        guests: [vm("100", "dns"), vm("101", "web")],
        tasks: tasks({ backups: [run(2, "interrupted by signal", { subject: "101" }), run(10)] }),
      },
      "a schedule that nobody can read, and a good run": {
        backups: backups([backupJob({ schedule: "whenever" })]),
        tasks: tasks({ backups: [run(200)] }),
      },
    },
    notApplicable: {
      "a job for another node": { backups: backups([backupJob({ node: "pve-02" })]) },
      "a disabled job": { backups: backups([backupJob({ enabled: false })]) },
      "a job for guests of other nodes": { backups: backups([backupJob({ all: false, guests: ["300"] })]) },
      "no guests": { guests: [] },
    },
    unknown: {
      "runs that could not be read": { tasks: tasks({ recent: [] }) },
      "a new host": { tasks: tasks({ backups: [] }), identity: identity({ uptimeSeconds: 3600 }) },
    },
  },
);
