import type { MemoryErrors } from "#lib/facts/memory-errors.ts";
import { defineRule, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { hostTime, isWithinDays } from "#lib/rules/shared/hardware.ts";
import { counted, groupBy, maximumCites } from "#lib/rules/shared/wording.ts";

/** Corrected errors of the last so many days are told. */
const days = 14;
/** So many a day, on average since boot, are more than cosmic rays. */
const manyADay = 10;

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
    const at = hostTime(identity, now);
    const logged = kernelEvents.events.filter(
      ({ kind, lastAt }) => kind === "memory-failure" || (kind === "memory-error" && isWithinDays(lastAt, days, at)),
    );
    const inBmc = (bmc?.events ?? []).filter(
      ({ event, asserted, loggedAt }) =>
        /correctable ECC|correctable memory/i.test(event) &&
        !/uncorrect/i.test(event) &&
        asserted !== false &&
        loggedAt !== null &&
        isWithinDays(loggedAt, days, at),
    );
    const counted = subjectsOf(counts);
    if (!counts?.controllers && logged.length === 0 && inBmc.length === 0)
      throw new Undecidable("no EDAC driver counts memory errors on this host, and neither log tells of any");
    const earlier = before?.baseline.readings.memoryErrors;
    const was = earlier?.status === "ok" ? subjectsOf(earlier.value) : null;
    const names = new Set([
      ...counted.map(({ label }) => label),
      ...logged.map(({ subject }) => subject ?? "memory"),
      ...(counted.length + logged.length === 0 && inBmc.length > 0 ? ["memory"] : []),
    ]);
    return [...names].flatMap((label) => {
      const own = counted.find((one) => one.label === label);
      const lines = [...groupBy(logged, ({ subject }) => subject ?? "memory")].find(([subject]) => subject === label)?.[1] ?? [];
      const grew = own && was ? own.correctable > (was.find((one) => one.label === label)?.correctable ?? 0) : null;
      const perDay = (own?.correctable ?? 0) / Math.max(1, (identity?.uptimeSeconds ?? 0) / 86_400);
      const failed = (own?.uncorrectable ?? 0) > 0 || lines.some(({ kind }) => kind === "memory-failure");
      const isFresh = lines.length > 0 || inBmc.length > 0 || grew === true || (grew === null && perDay > manyADay);
      return [observationOf(label, own, { failed, isFresh }, [...(own ? [own.at] : []), ...[...lines, ...inBmc].map((one) => one.at)])];
    });
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

/** Modules that had errors, or the controllers where no driver tells modules apart. */
function subjectsOf(counts: MemoryErrors | undefined): MemoryErrors["modules"] {
  if (!counts) return [];
  const sum = (modules: MemoryErrors["modules"]) => modules.reduce((total, one) => total + one.correctable + one.uncorrectable, 0);
  const controllers = (counts.controllers ?? []).filter(({ correctable, uncorrectable }) => correctable + uncorrectable > 0);
  return sum(counts.modules) > 0 ? counts.modules : controllers.map(({ name, ...one }) => ({ label: `memory controller ${name}`, ...one }));
}

function observationOf(
  label: string,
  own: MemoryErrors["modules"][number] | undefined,
  { failed, isFresh }: { failed: boolean; isFresh: boolean },
  cite: Observation["cite"],
): Observation {
  const count = own && own.correctable > 0 ? counted(own.correctable, "correctable error") : "";
  const uncorrected = own && own.uncorrectable > 0 ? counted(own.uncorrectable, "uncorrectable error") : "";
  return {
    subject: label,
    title: failed
      ? `${label} had memory errors that could not be corrected`
      : isFresh
        ? `${label} has correctable memory errors (ECC), and they go on`
        : `${label} had correctable memory errors (ECC)`,
    observed:
      [uncorrected, count].filter(Boolean).join(", ") ||
      (failed ? "an uncorrectable error in the kernel's log" : `correctable ECC errors in the last ${days} days`),
    expected: "no errors",
    cite: cite.slice(0, maximumCites),
    likelihood: failed ? 4 : isFresh ? 3 : 1,
    impact: failed ? 4 : isFresh ? 3 : 1,
  };
}
