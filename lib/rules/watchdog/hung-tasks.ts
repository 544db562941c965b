import type { BlockedTask } from "#lib/facts/blocked-tasks.ts";
import type { KernelEvents } from "#lib/facts/events.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { hostTime, isWithinDays } from "#lib/rules/shared/hardware.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { stuckTasks } from "./parts/stuck-tasks.ts";

const days = 7;
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
    const stuck = stuckTasks(blockedTasks?.tasks ?? [], logged);
    const recent = logged.filter(({ lastAt }) => isWithinDays(lastAt, days, at));
    const shown = stuck.length > 0 ? logged : recent;
    if (shown.length === 0 && stuck.length === 0) return [];
    const answersAgain = kernelEvents.events.some(
      ({ kind, lastAt }) => kind === "nfs-ok" && shown.every((one) => (lastAt ?? "") > (one.lastAt ?? "")),
    );
    return [observationOf(shown, stuck, answersAgain)];
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

function observationOf(logged: KernelEvents["events"], stuck: readonly BlockedTask[], answersAgain: boolean): Observation {
  const names = [...new Set([...logged.map(({ subject }) => subject ?? "a task"), ...stuck.map(({ comm }) => comm)])];
  const total = logged.reduce((sum, { count }) => sum + count, 0);
  const waits = [...new Set(stuck.flatMap(({ wchan }) => wchan ?? []))];
  const asleep = listed(
    stuck.map(({ comm }) => comm),
    6,
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
      ...(stuck.length > 0 ? [`${asleep} in uninterruptible sleep for over a day${waits.length > 0 ? ` in ${listed(waits)}` : ""}`] : []),
    ].join("; "),
    expected: "no task in uninterruptible sleep for longer than its disk or server needs",
    cite: [...logged, ...stuck].map(({ at }) => at).slice(0, maximumCites),
    ...(isOnce || (answersAgain && stuck.length === 0) ? { likelihood: 2 as const, impact: 2 as const } : {}),
  };
}
