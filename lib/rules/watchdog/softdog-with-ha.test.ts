import { expect } from "vitest";
import type { HighAvailability } from "#lib/facts/high-availability.ts";
import { watchdog, watchdogDevice } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { softdogWithHa as rule } from "./softdog-with-ha.ts";

const ha = (...states: string[]): HighAvailability => ({
  resources: states.map((state, index) => ({
    id: `vm:10${index}`,
    state,
    group: null,
    at: cite("/etc/pve/ha/resources.cfg", `vm: 10${index}`),
  })),
  groups: [],
  rules: [],
  nodes: [],
  services: [],
  watchdogModule: null,
});
const soft = watchdogDevice("Software Watchdog", "active");

describeRule(
  rule,
  { watchdog: watchdog([soft]), highAvailability: ha("started"), identity: identity({ system: "proxmox" }) },
  {
    fails: {
      "the catalogue's Software Watchdog": [{}, { severity: "low", subject: "softdog", observed: expect.stringContaining("vm:100") }],
      "a hardware watchdog lies idle": [
        { watchdog: watchdog([soft, watchdogDevice("iTCO_wdt", "inactive", "watchdog1")]) },
        { observed: expect.stringContaining("iTCO_wdt lies idle") },
      ],
    },
    passes: { "the catalogue's iTCO_wdt": { watchdog: watchdog([watchdogDevice("iTCO_wdt", "active")]) } },
    notApplicable: {
      "no HA resources": { highAvailability: ha() },
      "resources that HA leaves alone": { highAvailability: ha("ignored", "disabled") },
      "a nested test cluster": { identity: identity({ virtualization: "kvm" }) },
    },
  },
);
