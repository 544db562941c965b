import { expect } from "vitest";
import type { Ups } from "#lib/facts/ups.ts";
import { service } from "#lib/rules/testing/boot-testing.ts";
import { boot, monitoredUps, ups } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { upsNotMonitored as rule } from "./ups-not-monitored.ts";

const at = cite("/etc/nut/upsmon.conf", "MINSUPPLIES 1");
const state = (status: string[], error: string | null = null): Ups["states"][number] => ({
  name: "ups",
  status,
  chargePercent: 100,
  runtimeSeconds: 2310,
  error,
  at: cite("upsc ups", `ups.status: ${status.join(" ")}`),
});
const running = [service("nut-monitor.service")];
const failedUnit = {
  unit: "nut-driver@ups.service",
  load: "loaded",
  sub: "failed",
  description: "",
  at: cite("systemctl", "nut-driver@ups"),
};

describeRule(
  rule,
  { identity: identity(), ups: ups(), services: [service("ssh.service")], guests: [] },
  {
    fails: {
      "nothing is set up: advice": [{ guests: undefined }, { severity: "low", confidence: "suspected" }],
      "NUT is switched off": [
        { ups: ups({ mode: { value: "none", at: cite("/etc/nut/nut.conf", "MODE=none") } }) },
        { severity: "medium", title: expect.stringContaining("MODE=none") },
      ],
      "two boots that ended without a shutdown": [{ boots: [boot(null, null), boot(30, false), boot(90, false)] }, "medium"],
      "NUT without a MONITOR line, its driver failed": [
        {
          ups: ups({
            hasMonitorConfig: true,
            monitorConfigAt: at,
            drivers: [{ name: "ups", driver: "blazer_ser", port: "/dev/ttyUSB0", at }],
            states: [state([], "Driver not connected")],
          }),
          failedUnits: [failedUnit],
        },
        { severity: "high", observed: expect.stringContaining("driver blazer_ser of ups on /dev/ttyUSB0") },
      ],
      "the catalogue's nut-monitor inactive": [
        {
          ups: monitoredUps("ups@localhost"),
          services: [service("nut-monitor.service", { activeState: "inactive", unitFileState: "disabled" })],
        },
        "high",
      ],
      "the UPS does not answer": [
        { ups: monitoredUps("ups@localhost", { states: [state([], "Data stale")] }), services: running },
        { severity: "high", title: expect.stringContaining("Data stale") },
      ],
      "a UPS on USB and nobody who listens": [
        { ups: ups({ onUsb: [{ name: "APC Uninterruptible Power Supply", at: cite("lsusb", "ID 051d:0002") }] }) },
        { severity: "medium", observed: "APC Uninterruptible Power Supply" },
      ],
      "on its battery now": [{ ups: monitoredUps("ups@localhost", { states: [state(["OB", "DISCHRG"])] }), services: running }, "critical"],
      "a battery to be replaced": [{ ups: monitoredUps("ups@localhost", { states: [state(["OL", "RB"])] }), services: running }, "medium"],
    },
    passes: {
      "the catalogue's active monitor": { ups: monitoredUps("ups@localhost", { states: [state(["OL", "CHRG"])] }), services: running },
      "a client of another host's UPS": { ups: monitoredUps("rackups@10.0.0.9"), services: running },
      apcupsd: { ups: ups({ hasApcupsd: true }), services: [service("apcupsd.service")] },
    },
    notApplicable: { "a guest": { identity: identity({ virtualization: "kvm" }) } },
  },
);
