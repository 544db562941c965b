import { expect } from "vitest";
import { kernelEvent, kernelLog } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockedTask, blockedTasks } from "#lib/rules/testing/storage-testing.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { hungTasks as rule } from "./hung-tasks.ts";

const tasks = (...list: ReturnType<typeof blockedTask>[]) => ({ blockedTasks: blockedTasks(...list) });
const hungLine = { at: cite("journalctl -k", "INFO: task rsync:4711 blocked for more than 120 seconds.") };

describeRule(
  rule,
  { kernelEvents: kernelLog(kernelEvent("hung-task", "loki", 1)) },
  {
    fails: {
      "the catalogue's loki": [{}, { severity: "high", subject: "loki", title: expect.stringContaining("more than two minutes") }],
      "a task that sleeps since yesterday": [
        { kernelEvents: kernelLog(), ...tasks(blockedTask("find", "rpc_wait_bit_killable", 200_000)) },
        { severity: "high", observed: "find in uninterruptible sleep for over a day in rpc_wait_bit_killable" },
      ],
      "old lines about tasks that are still stuck": [
        { kernelEvents: kernelLog(kernelEvent("hung-task", "rsync", 60, hungLine)), ...tasks(blockedTask("rsync", "nfs_wait", 5_000_000)) },
        { subject: "rsync" },
      ],
      "one task, while a file server was away that answers again": [
        { kernelEvents: kernelLog(kernelEvent("nfs-ok", "10.0.0.7", 1), kernelEvent("hung-task", "loki", 2)) },
        "low",
      ],
      "several tasks, and the file server answers again since": [
        {
          kernelEvents: kernelLog(
            kernelEvent("nfs-ok", "10.0.0.7", 1),
            kernelEvent("hung-task", "loki", 2),
            kernelEvent("hung-task", "kvm", 2),
            kernelEvent("hung-task", "df", 2),
          ),
        },
        "low",
      ],
      "ZFS was late once": [{ kernelEvents: kernelLog(kernelEvent("hung-task", "txg_sync")) }, "low"],
    },
    passes: {
      "a quiet log": { kernelEvents: kernelLog() },
      "two weeks ago, and nothing is stuck now": { kernelEvents: kernelLog(kernelEvent("hung-task", "loki", 14)) },
      "a task that waits for a moment": { kernelEvents: kernelLog(), ...tasks(blockedTask("df", "rpc_wait_bit_killable", 3)) },
      "a daemon of long standing that waits for a moment": {
        kernelEvents: kernelLog(),
        ...tasks(blockedTask("kvm", "io_schedule", 5_000_000)),
      },
      "a kernel thread that rests so for life": {
        kernelEvents: kernelLog(),
        ...tasks(blockedTask("kworker/u8:3", "bit_wait_io", 900_000)),
      },
    },
  },
);
