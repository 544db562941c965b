import { expect } from "vitest";
import { earlier } from "#lib/rules/testing/context-testing.ts";
import {
  bmc,
  bmcEvent,
  kernelEvent,
  kernelLog,
  memoryController,
  memoryErrors,
  memoryModule,
} from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { memoryErrors as rule } from "./memory-errors.ts";

const label = "CPU_SrcID#0_MC#0_Chan#1_DIMM#0";
const counts = (correctable: number, uncorrectable = 0) =>
  memoryErrors({ controllers: [memoryController(correctable, uncorrectable)], modules: [memoryModule(label, correctable, uncorrectable)] });
const quiet = kernelLog();
const before = (facts: ReturnType<typeof memoryErrors>) => ({ baseline: earlier({ memoryErrors: facts }), beforeBoot: null });

describeRule(
  rule,
  { kernelEvents: kernelLog(kernelEvent("memory-error", label, 2)), memoryErrors: counts(1174), identity: identity() },
  {
    fails: {
      "corrected errors that go on": [{}, { severity: "high", subject: label, observed: "over 1000 correctable errors" }],
      "the catalogue's ue_count 1": [{ kernelEvents: quiet, memoryErrors: counts(0, 1) }, "critical"],
      "an uncorrectable error in the log": [
        { kernelEvents: kernelLog(kernelEvent("memory-failure", label)), memoryErrors: undefined },
        "critical",
      ],
      "a count that grew": [{ kernelEvents: quiet, memoryErrors: counts(40), before: before(counts(2)) }, "high"],
      "a single corrected error is low": [
        { kernelEvents: kernelLog(kernelEvent("memory-error", label, 2)), memoryErrors: counts(1) },
        "low",
      ],
      "one more than before is low": [{ kernelEvents: quiet, memoryErrors: counts(3), before: before(counts(2)) }, "low"],
      "more than ten a day": [{ kernelEvents: quiet, memoryErrors: counts(900) }, "high"],
      "the management controller tells of them": [
        {
          kernelEvents: quiet,
          memoryErrors: counts(3),
          bmc: bmc({ events: [1, 2, 3].map((days) => bmcEvent("Memory #0x01", "Correctable ECC (@DIMMB1(CPU1))", days)) }),
        },
        "high",
      ],
      "a controller whose modules are not told apart": [
        { kernelEvents: quiet, memoryErrors: memoryErrors({ controllers: [memoryController(900)] }) },
        { subject: "memory controller mc0" },
      ],
      "counters of years without growth are info": [
        { kernelEvents: quiet, memoryErrors: counts(9), before: before(counts(9)) },
        { severity: "info", observed: "9 correctable errors" },
      ],
      "the log alone, where nothing counts": [
        { memoryErrors: undefined, kernelEvents: kernelLog(kernelEvent("memory-error", label, 2, { count: 5 })) },
        { severity: "high", observed: expect.stringContaining("14 days") },
      ],
    },
    passes: {
      "the catalogue's zeros": { kernelEvents: quiet, memoryErrors: memoryErrors() },
      "the last one was two months ago": { kernelEvents: kernelLog(kernelEvent("memory-error", label, 60)), memoryErrors: memoryErrors() },
    },
    unknown: { "no EDAC driver, and quiet logs": { kernelEvents: quiet, memoryErrors: undefined } },
  },
);
