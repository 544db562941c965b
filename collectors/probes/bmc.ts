import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { bmcEvents, bmcSensors, chassisFaults, clockState, logState } from "./parse/ipmi.ts";
import { hostClock } from "./parse/journal.ts";
import { isMissing } from "./parse/presence.ts";
import { linesOf, notReadable, succeeded } from "./parse/sections.ts";

const slowTool = { root: true, optional: true, lane: "sixHourly", timeoutSeconds: 40 } as const;

/** What the management controller knows of the chassis, by ipmitool(1) over its own device. It is slow: rarely, and one call after the other. */
export const bmc = defineProbe({
  id: "bmc",
  fact: "bmc",
  systems: ["linux"],
  sources: {
    clock: { exec: ["date", "-Is"], optional: true },
    controller: { exec: ["ipmitool", "mc", "info"], ...slowTool },
    time: { exec: ["ipmitool", "sel", "time", "get"], ...slowTool },
    sensors: { exec: ["ipmitool", "sdr", "elist"], ...slowTool },
    log: { exec: ["ipmitool", "sel", "info"], ...slowTool },
    events: { exec: ["ipmitool", "sel", "elist", "last", "200"], ...slowTool },
    chassis: { exec: ["ipmitool", "chassis", "status"], ...slowTool },
  },
  parse({ clock, controller, time, sensors, log, events, chassis }) {
    const tools = [controller, sensors, events, log, chassis];
    if (tools.every(isMissing)) throw new NotApplicable("ipmitool is not installed");
    if (tools.every((section) => isMissing(section) || /could not open device/i.test(section.errorText + section.text)))
      throw new NotApplicable("this host has no management controller that the kernel could ask");
    const host = hostClock(clock);
    const found = bmcSensors(sensors);
    const logged = bmcEvents(events, host);
    const shown = [controller, sensors, log].find((section) => succeeded(section) && section.text.trim() !== "");
    if (!shown && !logged?.length) throw notReadable(tools, "management controller");
    const answered = shown ?? events;
    const lines = linesOf(answered.text);
    return {
      manufacturer: /^Manufacturer Name *: *(.+)$/m.exec(controller.text)?.[1]?.trim() ?? null,
      firmwareRevision: /^Firmware Revision *: *(.+)$/m.exec(controller.text)?.[1]?.trim() ?? null,
      sensors: found,
      events: logged,
      ...logState(log),
      ...clockState(time, host),
      chassisFaults: succeeded(chassis) ? chassisFaults(chassis) : [],
      at: citeLine(
        answered.source,
        lines,
        Math.max(
          0,
          lines.findIndex((line) => line.startsWith("Manufacturer Name")),
        ),
      ),
    };
  },
});
