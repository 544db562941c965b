import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { TextfileMetrics } from "#lib/facts/textfile-metrics.ts";
import { linesOf, notReadable, succeeded } from "./parse/sections.ts";

const list = ["ls", "-l", "--time-style=+%s"] as const;

/** Names and ages of the files that other programs write for the node exporter; their content is never read. */
export const textfileMetrics = defineProbe({
  id: "textfile-metrics",
  fact: "textfileMetrics",
  systems: ["linux"],
  sources: {
    debian: { exec: [...list, "/var/lib/prometheus/node-exporter"], optional: true },
    common: { exec: [...list, "/var/lib/node_exporter/textfile_collector"], optional: true },
    plain: { exec: [...list, "/var/lib/node_exporter"], optional: true },
  },
  parse(folders): TextfileMetrics {
    const asked = [folders.debian, folders.common, folders.plain];
    const there = asked.filter((section) => !isNoFolder(section));
    if (there.length === 0) throw new NotApplicable("no folder of a textfile collector");
    const unread = there.filter((section) => !succeeded(section));
    if (unread.length > 0) throw notReadable(unread, "textfile metrics");
    return there.flatMap(filesOf);
  },
});

function isNoFolder(section: Section): boolean {
  return section.status === "missing" || section.exitStatus === 127 || section.errorText.endsWith("No such file or directory");
}

/** ls(1) with times in seconds of the epoch; a dangling `*.prom.1234` of a job that died while it wrote is no metric. */
function filesOf(section: Section): TextfileMetrics {
  const folder = section.source.slice(section.source.lastIndexOf(" ") + 1);
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [, seconds = "", name = ""] = /^-\S+\s+\d+\s+\S+\s+\S+\s+\d+\s+(\d{1,11})\s+(\S.*\.prom)$/.exec(line) ?? [];
    if (name === "") return [];
    const modifiedAt = new Date(Number(seconds) * 1000).toISOString();
    return [{ name, path: `${folder}/${name}`, modifiedAt, at: citeLine(section.source, lines, index) }];
  });
}
