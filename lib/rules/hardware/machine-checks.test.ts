import { expect } from "vitest";
import { kernelEvent, kernelLog } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { machineChecks as rule } from "./machine-checks.ts";

const status = (bits: string) => ({ at: cite("journalctl -k", `mce: [Hardware Error]: CPU 17: Machine Check: 0 Bank 3: ${bits}`) });
const corrected = kernelEvent("machine-check", "CPU 17", 5, status("9000000f000e0179"));
const unnamed = kernelEvent("machine-check", null, 5);

describeRule(
  rule,
  { kernelEvents: kernelLog(corrected, unnamed) },
  {
    fails: {
      "a corrected machine check": [{}, { severity: "medium", subject: "CPU 17", observed: "1 machine check (mce: Hardware Error)" }],
      "one that was not corrected": [{ kernelEvents: kernelLog({ ...corrected, ...status("bea00000000c0150") }) }, "critical"],
      "the kernel faulted too": [
        { kernelEvents: kernelLog(corrected, kernelEvent("oops", "zfs", 1)) },
        { severity: "critical", observed: expect.stringContaining("1 fault of the kernel itself in zfs") },
      ],
      "several of them": [{ kernelEvents: kernelLog({ ...corrected, count: 9 }) }, "high"],
      "a single event without a name is low": [{ kernelEvents: kernelLog(unnamed) }, { severity: "low", subject: "processor" }],
    },
    passes: {
      "a quiet log": { kernelEvents: kernelLog() },
      "two months ago": { kernelEvents: kernelLog(kernelEvent("machine-check", "CPU 17", 60)) },
      "corrected memory errors, which are the module's": { kernelEvents: kernelLog(unnamed, kernelEvent("memory-error", "DIMM_A1")) },
      "an oops alone may be a bug": { kernelEvents: kernelLog(kernelEvent("oops", "nfs")) },
    },
  },
);
