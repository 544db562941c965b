import { expect } from "vitest";
import { kernelEvent, kernelLog } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice } from "#lib/rules/testing/storage-testing.ts";
import { cite, mount } from "#lib/rules/testing/testing.ts";
import { filesystemDamaged as rule } from "./filesystem-damaged.ts";

const readOnly = { at: cite("journalctl -k", "EXT4-fs (sda1): Remounting filesystem read-only") };

describeRule(
  rule,
  { kernelEvents: kernelLog(kernelEvent("filesystem-error", "sda1", 60)) },
  {
    fails: {
      "an error, however long ago in this boot": [{}, { severity: "high", subject: "sda1" }],
      "turned read-only": [
        { kernelEvents: kernelLog(kernelEvent("filesystem-error", "sda1", 1, readOnly)) },
        { severity: "high", title: expect.stringContaining("read-only") },
      ],
      "named by where it is mounted": [{ mounts: [mount("/srv/vms", "ext4", "/dev/sda1")] }, { subject: "/srv/vms (sda1)" }],
      "or where lsblk has it": [
        { blockDevices: [blockDevice("sda1", { type: "part", mountPoints: ["/srv"] })] },
        { subject: "/srv (sda1)" },
      ],
    },
    passes: {
      "a quiet log": { kernelEvents: kernelLog() },
      "an error of the disk is another rule's": { kernelEvents: kernelLog(kernelEvent("io-error", "sda")) },
    },
  },
);
