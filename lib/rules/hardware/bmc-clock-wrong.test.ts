import { expect } from "vitest";
import { bmc } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { bmcClockWrong as rule } from "./bmc-clock-wrong.ts";

const ahead = (clockAheadSeconds: number | null) => ({ bmc: bmc({ clockAheadSeconds }) });

describeRule(rule, ahead(10_800), {
  fails: {
    "three hours ahead": [{}, { severity: "low", subject: "BMC", observed: expect.stringContaining("3 hours (3 h) ahead") }],
    "twenty minutes behind": [ahead(-1200), { title: "The clock of the BMC is 20 minutes behind the host's" }],
    "never set": [ahead(-1_700_000_000), { observed: expect.stringContaining("over a day") }],
  },
  passes: { "seconds that the answer takes": ahead(40) },
  unknown: { "it did not tell": ahead(null) },
});
