import { expect } from "vitest";
import type { KernelEvents } from "#lib/facts/events.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockedTask, blockedTasks } from "#lib/rules/testing/storage-testing.ts";
import { cite, disk, guest, identity, mount, names } from "#lib/rules/testing/testing.ts";
import { remoteFsNotResponding as rule } from "./remote-fs-not-responding.ts";

const nas = mount("/mnt/nas", "nfs4", "truenas.lan:/a", "rw,hard,addr=10.0.0.7");
const clock = identity({ clock: "2026-05-01T12:00:00Z" });
const event = (kind: KernelEvents["events"][number]["kind"], subject: string, at: string, text = kind as string) => ({
  kind,
  subject,
  count: 1,
  firstAt: at,
  lastAt: at,
  at: cite("journalctl -k", text),
});
/** Newest first, as the fact has them. */
const log = (...events: KernelEvents["events"]) => ({ kernelEvents: { events, since: "2026-04-01T00:00:00Z" } });
const silent = event("nfs-not-responding", "truenas.lan", "2026-05-01T11:50:00Z");
const busy = [blockedTask("dd", "wait_on_commit", 90), blockedTask("cp", "rpc_wait_bit_killable", 400)];

describeRule(
  rule,
  { mounts: [nas], blockedTasks: blockedTasks(), identity: clock, ...log(silent) },
  {
    fails: {
      "the log's last word is that the server does not respond": [
        {},
        {
          severity: "high",
          confidence: "confirmed",
          subject: "truenas.lan",
          observed: "truenas.lan; the kernel's log says that it does not respond, and nothing of a recovery; 1 mount: /mnt/nas",
        },
      ],
      "also where stuck tasks could not be read": [{ blockedTasks: undefined }, "high"],
      "critical with a guest's disk on it": [{ guests: [guest("a", { disks: [disk("vda", "/mnt/nas/a.qcow2")] })] }, "critical"],
      "critical for volumes of pods": [{ mounts: [mount("/var/lib/kubelet/pods/1/mount", "nfs4", "truenas.lan:/k8s")] }, "critical"],
      "silent again after an OK": [log(silent, event("nfs-ok", "truenas.lan", "2026-04-20T00:00:00Z")), "high"],
      "an old message, and commands that hang since": [
        {
          ...log(event("nfs-not-responding", "10.0.0.7", "2026-04-28T00:00:00Z")),
          blockedTasks: blockedTasks(blockedTask("df", "rpc_wait_bit_killable", 83), blockedTask("ls", "rpc_wait_bit_killable", 82)),
        },
        { subject: "truenas.lan", observed: expect.stringContaining("in uninterruptible sleep: df and ls; 1 mount: /mnt/nas") },
      ],
      "short commands that hang, without a line in the log": [
        { ...log(), blockedTasks: blockedTasks(blockedTask("df", "rpc_wait_bit_killable", 83), blockedTask("stat", "nfs_getattr", 82)) },
        { subject: "truenas.lan", confidence: "inferred" },
      ],
      "the thread of a server that nothing mounts any more": [
        {
          mounts: [],
          names: names("slate", "172.20.5.41 stone"),
          ...log(
            event(
              "hung-task",
              "172.20.5.41-man",
              "2026-04-20T00:00:00Z",
              "INFO: task 172.20.5.41-man:4711 blocked for more than 120 seconds.",
            ),
          ),
          blockedTasks: blockedTasks(
            blockedTask("172.20.5.41-manager", "rpc_wait_bit_killable"),
            blockedTask("node_exporter", "rwsem_down_read_slowpath"),
          ),
        },
        {
          severity: "high",
          subject: "172.20.5.41",
          observed:
            "172.20.5.41 (stone in /etc/hosts); in uninterruptible sleep: 172.20.5.41-manager and node_exporter; no mount of it is listed: what still asks for it is a leftover",
        },
      ],
      "an old message of a hard mount, and a task that still waits": [
        {
          ...log(
            event("nfs-not-responding", "truenas.lan", "2026-04-28T00:00:00Z", "nfs: server truenas.lan not responding, still trying"),
          ),
          blockedTasks: blockedTasks(blockedTask("kubelet", "rpc_wait_bit_killable", 999_999)),
        },
        { severity: "high", confidence: "confirmed" },
      ],
      "all of the host stands still": [
        {
          ...log(),
          blockedTasks: {
            tasks: busy,
            longTransfers: [],
            ioPressure: {
              some: { tenSecondsPercent: 90, minutePercent: 90, fiveMinutesPercent: 90 },
              full: { tenSecondsPercent: 80, minutePercent: 80, fiveMinutesPercent: 80 },
              at: cite("/proc/pressure/io", "some"),
            },
          },
        },
        "high",
      ],
    },
    passes: {
      "an old message followed by OK": log(event("nfs-ok", "truenas.lan", "2026-05-01T11:51:00Z"), silent),
      "an old message, and nothing waits": log(event("nfs-not-responding", "truenas.lan", "2026-04-20T00:00:00Z")),
      "a soft mount that gave up half an hour ago, and a server that is busy now": {
        ...log(event("nfs-not-responding", "truenas.lan", "2026-05-01T11:30:00Z", "nfs: server truenas.lan not responding, timed out")),
        blockedTasks: blockedTasks(...busy),
      },
      "a busy server: tasks wait for a moment": { ...log(), blockedTasks: blockedTasks(...busy) },
      "tasks that wait for local disks": {
        ...log(),
        blockedTasks: blockedTasks(
          blockedTask("jbd2/sda1-8", "jbd2_journal_commit", 99_999),
          blockedTask("md0_resync", "md_do_sync", 99_999),
        ),
      },
      "threads of an NFS server": {
        ...log(),
        blockedTasks: blockedTasks(blockedTask("nfsd", "nfsd_vfs_write", 999_999), blockedTask("nfsd", "nfsd_file_acquire", 999_999)),
      },
      "tasks that wait for FUSE, no server": {
        ...log(),
        mounts: [],
        blockedTasks: blockedTasks(blockedTask("find", "request_wait_answer", 99_999), blockedTask("rsync", "request_wait_answer", 99_999)),
      },
      "another program hung once": {
        ...log(event("hung-task", "dd", "2026-04-20T00:00:00Z", "INFO: task dd:99 blocked for more")),
        blockedTasks: blockedTasks(...busy),
      },
    },
    unknown: {
      "a quiet log alone proves nothing": { ...log(), blockedTasks: undefined },
      "tasks wait, and nothing tells for how long": { kernelEvents: undefined, blockedTasks: blockedTasks(...busy) },
      "tasks are stuck, and the login may not see in what": {
        ...log(),
        blockedTasks: blockedTasks(blockedTask("df", null, 90), blockedTask("ls", null, 90)),
      },
    },
  },
);
