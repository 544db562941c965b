import type { KernelEvents } from "#lib/facts/events.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { hostTime, isWithinDays } from "#lib/rules/shared/hardware.ts";
import { counted, listed, maximumCites, roughly } from "#lib/rules/shared/wording.ts";

/** Reports of the last so many days are told. */
const days = 30;
const severalChecks = 3;

export const machineChecks = defineRule({
  id: "hardware/machine-checks",
  title: "The processor reports errors of its own",
  why: "A processor that logs machine checks computes wrongly sooner or later: kernel threads fault, and what they write to the pool is wrong on every copy.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 3,
  impact: 3,
  needs: ["kernelEvents"],
  wants: ["identity"],
  check({ kernelEvents, identity }, now) {
    const at = hostTime(identity, now);
    const recent = kernelEvents.events.filter(({ lastAt }) => isWithinDays(lastAt, days, at));
    const checks = recent.filter(({ kind }) => kind === "machine-check");
    const named = checks.filter(({ subject }) => subject !== null);
    // Corrected memory errors are logged as machine checks too, and belong to the module.
    if (named.length === 0 && recent.some(({ kind }) => kind === "memory-error" || kind === "memory-failure")) return [];
    if (checks.length === 0) return [];
    const faults = recent.filter(({ kind }) => kind === "oops" || kind === "panic");
    const isUncorrected = named.some((event) => uncorrected(event.at.text));
    return [observationOf(named.length > 0 ? named : checks, faults, isUncorrected)];
  },
  remedy: {
    steps: [
      "Move guests away, and let no pool be written that has no tested backup",
      "Read the reports in full: `ras-mc-ctl --errors` or `journalctl -k -g 'Hardware Error'`; update firmware and microcode",
      "Look at temperature and power first; if it comes back, replace the processor",
    ],
    risk: "Scrubbing a pool on a machine that computes wrongly can write wrong repairs.",
    verify: "journalctl -k -b -g 'Hardware Error|general protection' --no-pager",
  },
  postmortems: ["known-flaky-cpu"],
  references: ["https://docs.kernel.org/arch/x86/x86_64/machinecheck.html"],
});

function observationOf(checks: KernelEvents["events"], faults: KernelEvents["events"], isUncorrected: boolean): Observation {
  const processors = [...new Set(checks.flatMap(({ subject }) => subject ?? []))].sort();
  const subject = processors.length > 0 ? listed(processors) : "processor";
  const modules = faults.flatMap(({ subject: module }) => module ?? []);
  const total = checks.reduce((sum, { count }) => sum + count, 0);
  const grave = isUncorrected || faults.length > 0;
  return {
    subject,
    key: "processor",
    title: grave
      ? `Machine checks of ${subject}, and the kernel ${faults.length > 0 ? "faulted" : "could not correct them"}`
      : `Machine checks of ${subject}`,
    observed: [
      `${roughly(total, "machine check")} (mce: Hardware Error)`,
      ...(faults.length > 0
        ? [`${counted(faults.length, "fault")} of the kernel itself${modules.length > 0 ? ` in ${listed(modules)}` : ""}`]
        : []),
    ].join("; "),
    expected: "no hardware errors in the kernel's log",
    cite: [...checks, ...faults].map(({ at }) => at).slice(0, maximumCites),
    // One that was corrected may stay the only one.
    likelihood: grave ? 4 : total >= severalChecks ? 3 : 2,
    impact: grave ? 4 : processors.length > 0 ? 3 : 2,
    confidence: processors.length > 0 ? "confirmed" : "inferred",
  };
}

/** Bit 61 of the status register: the error was not corrected (Intel SDM volume 3, machine-check architecture). */
function uncorrected(line: string): boolean {
  const status = /Bank \d+: ([0-9a-f]{16})\b/i.exec(line)?.[1] ?? /STATUS\[[^\]]*\]: 0x([0-9a-f]{16})/i.exec(line)?.[1];
  return status !== undefined && ((Number.parseInt(status.slice(0, 1), 16) >> 1) & 1) === 1;
}
