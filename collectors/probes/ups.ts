import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { allFiles, isMissing } from "./parse/presence.ts";
import { linesOf, succeeded } from "./parse/sections.ts";
import { apcState, driversOf, modeOf, monitorsOf, nutState, upsOnUsb } from "./parse/ups.ts";

const file = { root: true, optional: true } as const;

/** Network UPS Tools and apcupsd: their configuration, which is readable by root alone, and what a local UPS server says. */
export const ups = defineProbe({
  id: "ups",
  fact: "ups",
  systems: ["linux"],
  sources: {
    mode: { read: "/etc/nut/nut.conf", ...file },
    monitor: { read: "/etc/nut/upsmon.conf", ...file },
    // Red Hat keeps the same files elsewhere.
    redHatMode: { read: "/etc/ups/nut.conf", ...file },
    redHatMonitor: { read: "/etc/ups/upsmon.conf", ...file },
    drivers: { read: "/etc/nut/ups.conf", ...file },
    redHatDrivers: { read: "/etc/ups/ups.conf", ...file },
    apcupsd: { read: "/etc/apcupsd/apcupsd.conf", optional: true },
    states: { list: ["upsc", "-l"], exec: ["upsc", "{}"], optional: true, maximumItems: 8 },
    apcaccess: { exec: ["apcaccess", "status"], optional: true },
    usb: { exec: ["lsusb"], optional: true },
  },
  parse({ mode, monitor, redHatMode, redHatMonitor, drivers, redHatDrivers, apcupsd, states, apcaccess, usb }) {
    const [modeFile] = allFiles([...mode, ...redHatMode], "nut.conf");
    const [monitorFile] = allFiles([...monitor, ...redHatMonitor], "upsmon.conf");
    const [driverFile] = allFiles([...drivers, ...redHatDrivers], "ups.conf");
    if (monitorFile?.text.trim() === "") throw new Error(`${monitorFile.source} is empty`);
    return {
      mode: modeFile ? modeOf(modeFile) : null,
      hasMonitorConfig: monitorFile !== undefined,
      monitorConfigAt: monitorFile ? citeLine(monitorFile.source, linesOf(monitorFile.text), 0) : null,
      monitored: monitorFile ? monitorsOf(monitorFile) : [],
      drivers: driverFile ? driversOf(driverFile) : [],
      hasApcupsd: allFiles(apcupsd, "apcupsd.conf").length > 0,
      onUsb: succeeded(usb) ? upsOnUsb(usb) : [],
      states: [...states.filter(isAnswer).map(nutState), ...(isMissing(apcaccess) ? [] : [apcState(apcaccess)])],
    };
  },
});

function isAnswer(section: Section): boolean {
  return section.source.startsWith("upsc ") && section.source !== "upsc -l" && !isMissing(section);
}
