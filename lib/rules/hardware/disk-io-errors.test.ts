import { kernelEvent, kernelLog } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice } from "#lib/rules/testing/storage-testing.ts";
import { diskIoErrors as rule } from "./disk-io-errors.ts";

const error = kernelEvent("io-error", "sdc1", 2);

describeRule(
  rule,
  { kernelEvents: kernelLog(error), blockDevices: [blockDevice("sdc", { serial: "WD-1" })] },
  {
    fails: {
      "one error is medium": [{}, { severity: "medium", subject: "sdc (WD-1)" }],
      "several are high": [{ kernelEvents: kernelLog({ ...error, count: 12 }) }, "high"],
      "a link that is reset again and again": [{ kernelEvents: kernelLog(kernelEvent("disk-reset", "ata3", 1, { count: 5 })) }, "high"],
      "an error of a disk that is gone since": [{ blockDevices: [blockDevice("sda")] }, "low"],
      "partitions of one disk are one finding": [{ kernelEvents: kernelLog(error, kernelEvent("io-error", "sdc2")) }, "medium"],
    },
    passes: {
      "a quiet log": { kernelEvents: kernelLog() },
      "a month ago": { kernelEvents: kernelLog(kernelEvent("io-error", "sdc", 30)) },
      "a drive without a disc": { kernelEvents: kernelLog(kernelEvent("io-error", "sr0")) },
      "a floppy that is not there": { kernelEvents: kernelLog(kernelEvent("io-error", "fd0")) },
      "a link that was reset once": { kernelEvents: kernelLog(kernelEvent("disk-reset", "ata3")) },
      "a network disk of another rule": { kernelEvents: kernelLog(kernelEvent("io-error", "rbd0")) },
    },
  },
);
