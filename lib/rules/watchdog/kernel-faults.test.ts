import { kernelEvent, kernelLog } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { kernelFaults as rule } from "./kernel-faults.ts";

const lockup = kernelLog(kernelEvent("soft-lockup", "CPU#3"));

describeRule(
  rule,
  { kernelEvents: kernelLog(kernelEvent("oops", "zfs", 90)) },
  {
    fails: {
      "an oops in a module, however long ago in this boot": [{}, { severity: "high", subject: "zfs" }],
      "an oops without a module": [{ kernelEvents: kernelLog(kernelEvent("oops", null)) }, { severity: "high", subject: "kernel" }],
      "a soft lockup": [{ kernelEvents: lockup }, "medium"],
      "a soft lockup of a guest": [{ kernelEvents: lockup, identity: identity({ virtualization: "kvm" }) }, "low"],
    },
    passes: {
      "a quiet log": { kernelEvents: kernelLog() },
      "a processor that reports errors of its own is another rule's": {
        kernelEvents: kernelLog(kernelEvent("oops", "zfs"), kernelEvent("machine-check", "CPU 17")),
      },
      "a program that crashed": { kernelEvents: kernelLog(kernelEvent("segfault", "corosync")) },
    },
  },
);
