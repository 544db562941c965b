import { expect } from "vitest";
import { service } from "#lib/rules/testing/boot-testing.ts";
import { watchdog, watchdogDevice } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { ownerConflictOrBadTiming as rule } from "./owner-conflict-or-bad-timing.ts";

const device = [watchdogDevice("iTCO_wdt", "active")];
const daemon = (intervalSeconds: number, timeoutSeconds: number, path = "/dev/watchdog") => ({
  daemon: { device: path, timeoutSeconds, intervalSeconds, tests: [], at: cite("/etc/watchdog.conf", `watchdog-device = ${path}`) },
});

describeRule(
  rule,
  { watchdog: watchdog(device, { systemdSeconds: 60 }), services: [service("watchdog-mux.service")] },
  {
    fails: {
      "systemd and watchdog-mux": [
        {},
        { severity: "medium", subject: "/dev/watchdog0", observed: expect.stringContaining("watchdog-mux") },
      ],
      "systemd and the daemon": [
        { watchdog: watchdog(device, { systemdSeconds: 60, ...daemon(1, 60) }), services: [service("watchdog.service")] },
        "medium",
      ],
      "the catalogue's 60 of 60": [
        { watchdog: watchdog(device, daemon(60, 60)), services: [service("watchdog.service")] },
        { severity: "medium", observed: "interval 60 s, watchdog-timeout 60 s" },
      ],
    },
    passes: {
      "the catalogue's 30 of 120": { watchdog: watchdog(device, daemon(30, 120)), services: [service("watchdog.service")] },
      "one owner": { watchdog: watchdog(device), services: [service("watchdog-mux.service")] },
      "a daemon that sets no device": { watchdog: watchdog(device, { systemdSeconds: 60 }), services: [service("watchdog.service")] },
      "two devices with two owners": {
        watchdog: watchdog(device, { systemdSeconds: 60, ...daemon(1, 60, "/dev/watchdog1") }),
        services: [service("watchdog.service")],
      },
      "a second one that is installed and off": {
        services: [service("watchdog-mux.service", { activeState: "inactive", unitFileState: "disabled" })],
      },
    },
  },
);
