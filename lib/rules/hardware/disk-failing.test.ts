import { expect, test } from "vitest";
import { earlier } from "#lib/rules/testing/context-testing.ts";
import { smartDisk } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule, judge } from "#lib/rules/testing/rule-cases.ts";
import { pool, vdev } from "#lib/rules/testing/storage-testing.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { diskFailing as rule } from "./disk-failing.ts";

const pending = smartDisk("sdf", { "pending-sectors": 8, "offline-uncorrectable-sectors": 2 });
const at = cite("smartctl -a /dev/sdf", "# 1  Extended offline    Completed: read failure       90%     34010");
const failedTest = { kind: "Extended offline", passed: false, status: "Completed: read failure", powerOnHours: 34010, at };
const interrupted = { ...failedTest, passed: null, status: "Interrupted (host reset)" };
const before = (disk: ReturnType<typeof smartDisk>) => ({ baseline: earlier({ smart: [disk] }), beforeBoot: null });
const stripe = pool("vmdata", { vdevs: [vdev("/dev/sdf1"), vdev("/dev/sdg1")] });

describeRule(
  rule,
  { smart: [pending] },
  {
    fails: {
      "pending and uncorrectable sectors, whatever the disk says of itself": [
        {},
        { severity: "high", subject: "sdf (SERIAL-sdf)", observed: expect.stringContaining("still PASSED") },
      ],
      "critical where the pool has no second copy": [{ zfs: { pools: [stripe] } }, "critical"],
      "its own verdict": [{ smart: [smartDisk("sda", {}, { passed: false })] }, "high"],
      "an attribute below its threshold now": [
        { smart: [smartDisk("sda", {}, { failingAttributes: [{ name: "Spin_Retry_Count", when: "now", at }] })] },
        "high",
      ],
      "the last self-test that came to an end failed": [
        { smart: [smartDisk("sda", {}, { selfTests: [interrupted, failedTest] })] },
        "high",
      ],
      "five replaced sectors are medium": [{ smart: [smartDisk("sda", { "reallocated-sectors": 5 })] }, "medium"],
      "a thousand are high": [{ smart: [smartDisk("sda", { "reallocated-sectors": 1000 })] }, "high"],
      "so are five that were three": [
        { smart: [smartDisk("sda", { "reallocated-sectors": 5 })], before: before(smartDisk("sda", { "reallocated-sectors": 3 })) },
        { severity: "high", observed: expect.stringContaining("5 sectors replaced from its reserve, 3 before") },
      ],
      "a critical warning of NVMe": [
        { smart: [smartDisk("nvme0n1", { "critical-warning": 4 })] },
        { severity: "high", observed: expect.stringContaining("0x04: reliability degraded") },
      ],
      "spare blocks at their limit": [
        { smart: [smartDisk("nvme0n1", { "available-spare-percent": 10, "available-spare-threshold-percent": 10 })] },
        "high",
      ],
      "flash at the end of its rated life": [{ smart: [smartDisk("nvme0n1", { "percentage-used": 97 })] }, "medium"],
      "media errors that do not grow are low": [{ smart: [smartDisk("nvme0n1", { "media-errors": 2 })] }, "low"],
      "uncorrected errors of SCSI": [{ smart: [smartDisk("sda", { "uncorrected-errors": 3 })] }, "high"],
      "a cable: checksum errors rise": [
        { smart: [smartDisk("sda", { "interface-crc-errors": 9 })], before: before(smartDisk("sda", { "interface-crc-errors": 2 })) },
        "low",
      ],
    },
    passes: {
      "the catalogue's sound disk": { smart: [smartDisk("sda", { "reallocated-sectors": 0, "pending-sectors": 0 })] },
      "an attribute that was below once": {
        smart: [smartDisk("sda", {}, { failingAttributes: [{ name: "Airflow_Temperature_Cel", when: "past", at }] })],
      },
      "a later self-test passed": { smart: [smartDisk("sda", {}, { selfTests: [{ ...failedTest, passed: true }, failedTest] })] },
      "a stable count of checksum errors": { smart: [smartDisk("sda", { "interface-crc-errors": 9 })] },
      "defects that do not grow": { smart: [smartDisk("sda", { "grown-defects": 12 })] },
      "a disk that sleeps": { smart: [smartDisk("sda", {}, { passed: null, unread: "asleep" })] },
      "a virtual disk without SMART": { smart: [smartDisk("sda", {}, { passed: null, unread: "unsupported" })] },
    },
    unknown: { "disks behind a controller": { smart: [smartDisk("sda", {}, { passed: null, unread: "behind-controller" })] } },
  },
);

test("one finding for each disk, by its serial number", () => {
  const { findings } = judge(rule, { smart: [pending, smartDisk("sda"), smartDisk("sdb", {}, { passed: false })] });
  expect(findings.map(({ fingerprint }) => fingerprint.split("|").at(-1))).toEqual(expect.arrayContaining(["SERIAL-sdf", "SERIAL-sdb"]));
  expect(findings).toHaveLength(2);
});
