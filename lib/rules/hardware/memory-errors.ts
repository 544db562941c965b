import { defineRule, type Level, Undecidable } from "#lib/rules/rule.ts";
import { hostTime } from "#lib/rules/shared/hardware.ts";
import { maximumCites, roughly } from "#lib/rules/shared/wording.ts";
import { type MemoryHistory, memoryHistories, recentDays } from "./parts/memory-history.ts";

const levels: Record<MemoryHistory["lately"], Level> = { many: 3, few: 2, none: 1 };

export const memoryErrors = defineRule({
  id: "hardware/memory-errors",
  title: "A memory module reports errors",
  why: "Corrected errors grow until one cannot be corrected: then the host resets with everything on it, or a wrong bit is written to the disks.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 3,
  impact: 3,
  needs: ["kernelEvents"],
  wants: ["memoryErrors", "bmc", "identity", "before"],
  check({ kernelEvents, memoryErrors: counts, bmc, identity, before }, now) {
    const earlier = before?.baseline.readings.memoryErrors;
    const histories = memoryHistories({
      counts,
      earlier: earlier?.status === "ok" ? earlier.value : undefined,
      log: kernelEvents,
      bmc,
      uptimeDays: Math.max(1, (identity?.uptimeSeconds ?? 0) / 86_400),
      at: hostTime(identity, now),
    });
    if (histories.length === 0 && !counts?.controllers)
      throw new Undecidable("no EDAC driver counts memory errors on this host, and neither log tells of any");
    return histories.map((history) => ({
      subject: history.label,
      title: titleOf(history),
      observed: observedOf(history),
      expected: "no errors",
      cite: history.cite.slice(0, maximumCites),
      likelihood: history.failed ? 4 : levels[history.lately],
      impact: history.failed ? 4 : levels[history.lately],
    }));
  },
  remedy: {
    steps: [
      "Move guests away",
      "Replace the module that `ras-mc-ctl --error-count` or `ipmitool sel elist` names; swapping it with its neighbour shows whether module or slot is at fault",
    ],
    risk: "Labels of the kernel and of the board do not always agree: check the slot in the board's manual before the host is opened.",
    verify: "grep . /sys/devices/system/edac/mc/mc*/?e_count",
  },
  postmortems: ["initramfs-missing-driver", "known-flaky-cpu"],
  references: ["ras-mc-ctl(8)"],
});

function titleOf({ label, failed, lately }: MemoryHistory): string {
  if (failed) return `${label} had memory errors that could not be corrected`;
  return lately === "many"
    ? `${label} has correctable memory errors (ECC), and they go on`
    : `${label} had correctable memory errors (ECC)`;
}

function observedOf({ correctable, uncorrectable, failed }: MemoryHistory): string {
  const counts = [
    ...(uncorrectable > 0 ? [roughly(uncorrectable, "uncorrectable error")] : []),
    ...(correctable > 0 ? [roughly(correctable, "correctable error")] : []),
  ];
  if (counts.length > 0) return counts.join(", ");
  return failed ? "an uncorrectable error in the kernel's log" : `correctable ECC errors in the last ${recentDays} days`;
}
