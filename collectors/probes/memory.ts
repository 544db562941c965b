import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { fieldsOf, integerOf } from "./parse/escapes.ts";
import { filesRead, firstSuccess, linesOf, succeeded } from "./parse/sections.ts";

const pageBytes = 4096;

/** Main memory, swap and what takes memory of its own: files of the kernel alone. */
export const memory = defineProbe({
  id: "memory",
  fact: "memory",
  systems: ["linux"],
  sources: {
    meminfo: { read: "/proc/meminfo" },
    ksm: { read: "/sys/kernel/mm/ksm/pages_sharing", optional: true },
    arc: { exec: ["grep", "-aE", "^(size|c_max)\\b", "/proc/spl/kstat/zfs/arcstats"], optional: true },
  },
  parse({ meminfo, ksm, arc }) {
    const section = firstSuccess(meminfo, "memory");
    const lines = linesOf(section.text);
    const lineOf = (label: string) => lines.findIndex((line) => line.startsWith(`${label}:`));
    const bytesOf = (label: string) => {
      const kibibytes = integerOf(fieldsOf(lines[lineOf(label)] ?? "")[1]);
      return kibibytes === null || kibibytes < 0 ? null : kibibytes * 1024;
    };
    const totalBytes = bytesOf("MemTotal");
    if (!totalBytes) throw new Error(`${section.source} tells no total`);
    const swapTotalBytes = bytesOf("SwapTotal") ?? 0;
    const shared = filesRead(ksm)[0];
    const cache = new Map(succeeded(arc) ? linesOf(arc.text).map((line) => [fieldsOf(line)[0], integerOf(fieldsOf(line)[2])]) : []);
    return {
      totalBytes,
      availableBytes: bytesOf("MemAvailable"),
      swapTotalBytes,
      swapUsedBytes: Math.max(0, swapTotalBytes - (bytesOf("SwapFree") ?? swapTotalBytes)),
      hugePagesBytes: bytesOf("Hugetlb") ?? 0,
      sharedByKsmBytes: shared ? (integerOf(shared.text) ?? 0) * pageBytes : null,
      arcMaximumBytes: cache.get("c_max") ?? null,
      arcBytes: cache.get("size") ?? null,
      totalAt: citeLine(section.source, lines, lineOf("MemTotal")),
      swapAt: citeLine(section.source, lines, Math.max(0, lineOf("SwapFree"))),
    };
  },
});
