import type { KernelEvents } from "#lib/facts/events.ts";
import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { hostTime, isWithinDays } from "#lib/rules/shared/hardware.ts";
import { counted, listed, maximumCites, uniqueBy } from "#lib/rules/shared/wording.ts";

const days = 7;
/** Programs that are done within minutes wherever storage answers: one that was started a day ago is stuck. */
const longSeconds = 86_400;
const shortLived =
  /^(df|ls|stat|du|find|findmnt|umount|mount|lsof|fuser|sync|lxc-info|pvesm|qm|pct|lvs|vgs|zfs|zpool|cat|cp|mv|rm|updatedb)/;
/** Kernel threads: they go in and out of this state all their lives. */
const kernelThread =
  /^(kworker|kswapd|kcompactd|khugepaged|rcu|migration|scsi_eh|usb-storage|jbd2|xfs|btrfs|loop|nfsd|z_|spl_|arc_|dbu|l2arc|zvol|txg_|dp_|md\d)/;

export const hungTasks = defineRule({
  id: "watchdog/hung-tasks",
  title: "Tasks are stuck inside the kernel",
  why: "A task that waits for storage or a server inside the kernel cannot be killed. It holds what it has locked, others queue up behind it, and in the end the host needs the reset button.",
  scope: "host",
  scenarios: ["nas-loss", "hardware-fault"],
  likelihood: 3,
  impact: 3,
  needs: ["kernelEvents"],
  wants: ["blockedTasks", "identity"],
  check({ kernelEvents, blockedTasks, identity }, now) {
    const at = hostTime(identity, now);
    const logged = kernelEvents.events.filter(({ kind }) => kind === "hung-task");
    const stuck = (blockedTasks?.tasks ?? []).filter(({ ageSeconds, comm, pid }) => {
      // The age of a process tells nothing about its sleep, unless the kernel complained of it, or it should have ended long ago.
      const isKnown = logged.some(({ subject, at: line }) => (pid === null ? subject === comm : line.text.includes(`:${pid} blocked`)));
      return !kernelThread.test(comm) && (ageSeconds ?? 0) > longSeconds && (isKnown || shortLived.test(comm));
    });
    const recent = logged.filter(({ lastAt }) => isWithinDays(lastAt, days, at));
    const shown = stuck.length > 0 ? logged : recent;
    if (shown.length === 0 && stuck.length === 0) return [];
    return [observationOf(shown, stuck)];
  },
  remedy: {
    steps: [
      "See what they wait for: `ps -eo pid,stat,wchan:32,etimes,comm | awk '$2 ~ /^D/'`",
      "Mend that: the server of the mount, the pool, the disk. A lazy unmount hides it and frees nothing; what is left over goes at the next reboot, in a window",
    ],
    risk: "`kernel.hung_task_panic=1` on a hypervisor turns a stall of storage into an outage of every guest.",
    verify: 'journalctl -k --since -7d -g "blocked for more than"',
  },
  postmortems: ["decommissioned-nas-leftover", "nfs-hang-takes-cluster-network", "two-default-gateways"],
  references: ["https://docs.kernel.org/admin-guide/sysctl/kernel.html#hung-task-timeout-secs"],
});

type Stuck = readonly { comm: string; wchan: string | null; ageSeconds: number | null; at: Observation["cite"][number] }[];

function observationOf(logged: KernelEvents["events"], stuck: Stuck): Observation {
  const names = [...new Set([...logged.map(({ subject }) => subject ?? "a task"), ...stuck.map(({ comm }) => comm)])];
  const total = logged.reduce((sum, { count }) => sum + count, 0);
  const waits = uniqueBy(
    stuck.flatMap(({ wchan }) => (wchan ? [wchan] : [])),
    (wchan) => wchan,
  );
  // ZFS under a scrub or a backup is late once in a while.
  const isOnce = stuck.length === 0 && total === 1 && /^(txg_sync|jbd2|z_wr)/.test(names[0] ?? "");
  return {
    subject: listed(names, 6),
    key: "hung tasks",
    title:
      stuck.length > 0
        ? `${counted(stuck.length, "task")} blocked inside the kernel (D state) for over a day: ${listed(names)}`
        : `The kernel found tasks blocked for more than two minutes: ${listed(names)}`,
    observed: [
      ...(logged.length > 0 ? [`${listed(names, 6)} blocked, by the kernel's log`] : []),
      ...(stuck.length > 0
        ? [
            `${listed(
              stuck.map(({ comm }) => comm),
              6,
            )} in uninterruptible sleep for over a day${waits.length > 0 ? ` in ${listed(waits)}` : ""}`,
          ]
        : []),
    ].join("; "),
    expected: "no task in uninterruptible sleep for longer than its disk or server needs",
    cite: [...logged, ...stuck].map(({ at }) => at).slice(0, maximumCites),
    impact: (isOnce ? 1 : 3) as Level,
  };
}
