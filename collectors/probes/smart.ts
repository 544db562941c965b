import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { isMissing } from "./parse/presence.ts";
import { notReadable } from "./parse/sections.ts";
import { deviceOf, smartFromText } from "./parse/smart.ts";
import { smartFromJson } from "./parse/smart-json.ts";

/** SCSI and SATA disks and NVMe namespaces by their major numbers: no loops, no device-mapper, no CD-ROM. */
const disks = ["lsblk", "-d", "-n", "-o", "NAME", "-I", "8,65,66,67,68,69,70,71,259"] as const;
const limits = { root: true, optional: true, lane: "sixHourly", timeoutSeconds: 20, maximumBytes: 256 * 1024 } as const;

/**
 * What disks say about themselves. A disk that sleeps is not woken. JSON is preferred; smartctl before version 7 knows its own words only.
 * The exit status is a mask of what was found, so the text counts whatever it is.
 */
export const smart = defineProbe({
  id: "smart",
  fact: "smart",
  systems: ["linux"],
  sources: {
    json: { list: disks, exec: ["smartctl", "-j", "-a", "-n", "standby", "/dev/{}"], ...limits },
    text: { list: disks, exec: ["smartctl", "-a", "-n", "standby", "/dev/{}"], ...limits },
  },
  parse({ json, text }) {
    if (json.length + text.length === 0) throw new NotApplicable("this host has no disk of its own");
    const answers = [...json, ...text].filter(({ source }) => source.startsWith("smartctl"));
    if (answers.length > 0 && answers.every(isMissing)) throw new NotApplicable("smartctl is not installed");
    const devices = [...new Set(answers.map(deviceOf))];
    const found = devices.flatMap((device) => diskOf(answers.filter((section) => deviceOf(section) === device)) ?? []);
    if (found.length === 0) throw notReadable([...json, ...text], "SMART data");
    return found;
  },
});

function diskOf(sections: readonly Section[]) {
  const answered = sections.filter((section) => section.status === "ok" && section.text.trim() !== "");
  for (const section of answered) {
    const fromJson = smartFromJson(section);
    if (fromJson) return fromJson;
  }
  const words = answered.find(({ text }) => /^smartctl \d|^=== START/m.test(text) && !text.trimStart().startsWith("{"));
  return words && smartFromText(words);
}
