import { defineRule } from "#lib/rules/rule.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";

export const kernelFaults = defineRule({
  id: "watchdog/kernel-faults",
  title: "The kernel itself has faulted since this boot, and runs on",
  why: "After an oops a thread of the kernel is gone with the locks that it held. What needs them hangs, hours or weeks later, and the host ends in a freeze that no shutdown gets through.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 3,
  impact: 3,
  needs: ["kernelEvents"],
  wants: ["identity"],
  check({ kernelEvents, identity }) {
    const faults = kernelEvents.events.filter(({ kind }) => kind === "oops" || kind === "panic");
    const lockups = kernelEvents.events.filter(({ kind }) => kind === "soft-lockup");
    // A processor that reports errors of its own explains the faults: that is another finding.
    const isProcessor = kernelEvents.events.some(({ kind, subject }) => kind === "machine-check" && subject !== null);
    if (faults.length + lockups.length === 0 || isProcessor) return [];
    const isGuest = (identity?.virtualization ?? "none") !== "none";
    const modules = [...new Set(faults.flatMap(({ subject }) => subject ?? []))];
    const where = modules.length > 0 ? ` in ${listed(modules)}` : "";
    return [
      {
        subject: modules[0] ?? "kernel",
        key: "kernel",
        title:
          faults.length > 0
            ? `The kernel faulted${where} since this boot, and runs on`
            : "A processor was stuck inside the kernel for seconds",
        observed: [
          ...(faults.length > 0 ? [`an oops or protection fault of the kernel${where}`] : []),
          ...(lockups.length > 0 ? ["a soft lockup or RCU stall"] : []),
        ].join("; "),
        expected: "no fault of the kernel itself",
        cite: [...faults, ...lockups].map(({ at }) => at).slice(0, maximumCites),
        // A guest's processors also stand still when its host is late.
        ...(faults.length > 0 ? {} : { likelihood: isGuest ? (2 as const) : (3 as const), impact: 2 as const }),
      },
    ];
  },
  remedy: {
    steps: [
      "Move guests away and reboot in a window: an orderly shutdown may hang, so have the console at hand",
      "Read the trace: `journalctl -k -b -g 'BUG|Oops|general protection|soft lockup'`; then update kernel and firmware, and test memory",
    ],
    risk: "The shutdown itself may wait for the dead thread: plan for the reset button.",
    verify: "journalctl -k -b -p crit --no-pager; cat /proc/sys/kernel/tainted",
  },
  postmortems: ["known-flaky-cpu"],
  references: ["https://docs.kernel.org/admin-guide/bug-hunting.html"],
});
