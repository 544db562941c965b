import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { mdArrays } from "./parse/mdstat.ts";
import { fileOrNull, isMissing } from "./parse/presence.ts";
import { controllersOf } from "./parse/raid-controllers.ts";
import { notReadable } from "./parse/sections.ts";

const tool = { root: true, optional: true, lane: "sixHourly", timeoutSeconds: 30 } as const;

/** Software RAID by the kernel's own table, and what the tools of RAID controllers say, where one of them is installed. */
export const raid = defineProbe({
  id: "raid",
  fact: "raid",
  systems: ["linux"],
  sources: {
    mdstat: { read: "/proc/mdstat", optional: true },
    storcli: { exec: ["storcli64", "/call", "show"], ...tool },
    perccli: { exec: ["perccli64", "/call", "show"], ...tool },
    ssacliStatus: { exec: ["ssacli", "ctrl", "all", "show", "status"], ...tool },
    ssacliConfig: { exec: ["ssacli", "ctrl", "all", "show", "config"], ...tool },
  },
  parse({ mdstat, ...tools }) {
    const file = fileOrNull(mdstat, "software RAID");
    const installed = Object.values(tools).filter((section) => !isMissing(section));
    const answered = installed.filter(({ status, text }) => status === "ok" && text.trim() !== "");
    if (installed.length > 0 && answered.length === 0) throw notReadable(installed, "RAID controllers");
    const arrays = file ? mdArrays(file) : [];
    const behind = answered.map(controllersOf);
    const all = {
      arrays: [...arrays, ...behind.flatMap((one) => one.arrays)],
      controllers: behind.flatMap((one) => one.controllers),
      disks: behind.flatMap((one) => one.disks),
    };
    if (file && !/^Personalities/m.test(file.text)) throw new Error("/proc/mdstat is not the kernel's table of arrays");
    if (all.arrays.length + all.controllers.length + all.disks.length === 0 && answered.length === 0)
      throw new NotApplicable("no software RAID, and no tool of a RAID controller is installed");
    return all;
  },
});
