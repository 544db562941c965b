import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { isMissing } from "./parse/presence.ts";
import { filesRead, notReadable } from "./parse/sections.ts";
import { sensorsFromJson, sensorsFromText, thermalZones } from "./parse/sensors.ts";

/** Temperatures and fans by sensors(1), whose exit status is that of its worst chip; else the thermal zones of the firmware. */
export const sensors = defineProbe({
  id: "sensors",
  fact: "sensors",
  systems: ["linux"],
  sources: {
    json: { exec: ["sensors", "-j"], optional: true, lane: "slow", timeoutSeconds: 8 },
    // lm-sensors before 3.5 knows no JSON.
    text: { exec: ["sensors"], unless: "json", optional: true, lane: "slow", timeoutSeconds: 8 },
    zoneTypes: { read: "/sys/class/thermal/thermal_zone*/type", optional: true, lane: "slow" },
    zoneTemperatures: { read: "/sys/class/thermal/thermal_zone*/temp", optional: true, lane: "slow" },
  },
  parse({ json, text, zoneTypes, zoneTemperatures }) {
    const tool = [json, text].find((section) => section.status === "ok" && section.exitStatus !== 127 && section.text.trim() !== "");
    const found = tool ? (tool === json && json.text.trimStart().startsWith("{") ? sensorsFromJson(json) : sensorsFromText(tool)) : [];
    const zones = thermalZones(filesRead(zoneTypes), filesRead(zoneTemperatures));
    if (found.length > 0) return found;
    if (zones.length > 0) return zones;
    if ([json, text].every((section) => isMissing(section) || /no sensors found/i.test(section.errorText + section.text)))
      throw new NotApplicable("this host has neither lm-sensors nor thermal zones");
    if (tool) return [];
    throw notReadable([json, text], "temperatures and fans");
  },
});
