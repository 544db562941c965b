import { expect } from "vitest";
import { service } from "#lib/rules/testing/boot-testing.ts";
import { watchdog, watchdogDevice } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { absent as rule } from "./absent.ts";

const noState = { ...watchdogDevice("iTCO_wdt", ""), state: null };

describeRule(
  rule,
  { identity: identity(), watchdog: watchdog([]), services: [] },
  {
    fails: {
      "the catalogue's host without a device": [{}, { severity: "medium", observed: "no watchdog device; RuntimeWatchdogSec is off" }],
      "a device that nobody feeds": [
        { watchdog: watchdog([watchdogDevice("iTCO_wdt", "inactive")]) },
        { observed: expect.stringContaining("watchdog0 (iTCO_wdt) inactive") },
      ],
      "systemd is told to, and finds no device": [
        { watchdog: watchdog([], { systemdSeconds: 60 }) },
        { severity: "low", confidence: "suspected" },
      ],
    },
    passes: {
      "the catalogue's iTCO_wdt active": { watchdog: watchdog([watchdogDevice("iTCO_wdt", "active")]) },
      "one of two is active": {
        watchdog: watchdog([watchdogDevice("i6300ESB timer", "inactive", "watchdog1"), watchdogDevice("Software Watchdog", "active")]),
      },
      "a kernel that tells no state, and systemd feeds it": { watchdog: watchdog([noState], { systemdSeconds: 60 }) },
      "a kernel that tells nothing, and watchdog-mux runs": { services: [service("watchdog-mux.service")] },
    },
    unknown: {
      "a kernel that tells no state, and nobody is seen to feed it": { watchdog: watchdog([noState]) },
    },
    notApplicable: {
      "a guest that its host's HA restarts": { identity: identity({ virtualization: "kvm" }) },
      "a container": { identity: identity({ virtualization: "lxc" }) },
    },
  },
);
