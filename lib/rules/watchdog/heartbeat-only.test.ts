import { expect } from "vitest";
import { service } from "#lib/rules/testing/boot-testing.ts";
import { watchdog } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest } from "#lib/rules/testing/testing.ts";
import { heartbeatOnly as rule } from "./heartbeat-only.ts";

const daemon = (...tests: string[]) => ({
  daemon: {
    device: "/dev/watchdog",
    timeoutSeconds: 120,
    intervalSeconds: 30,
    tests,
    at: cite("/etc/watchdog.conf", "watchdog-device = /dev/watchdog"),
  },
});

describeRule(
  rule,
  { watchdog: watchdog([], daemon()), services: [service("watchdog.service")] },
  {
    fails: {
      "device, timeout and interval alone": [
        {},
        { severity: "low", subject: "/etc/watchdog.conf", observed: expect.stringContaining("no ping") },
      ],
      "a host of guests has to decide": [
        { guests: [guest("bind-01")] },
        { severity: "low", expected: expect.stringContaining("a decision") },
      ],
      "its service was not read": [{ services: undefined }, "low"],
    },
    passes: {
      "the catalogue's test-binary": { watchdog: watchdog([], daemon("test-binary")) },
      "a ping": { watchdog: watchdog([], daemon("ping")) },
      "hung tasks end in a panic": { watchdog: watchdog([], { ...daemon(), hungTaskPanic: true }) },
    },
    notApplicable: {
      "no daemon": { watchdog: watchdog([]) },
      "the daemon is installed and off": {
        services: [service("watchdog.service", { activeState: "inactive", unitFileState: "disabled" })],
      },
    },
  },
);
