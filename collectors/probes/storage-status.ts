import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { firstSuccess, linesOf } from "./parse/sections.ts";

const kibibyte = 1024;
const row = /^(\S+) +(\S+) +(\S+) +(\d+) +(\d+) +(-?\d+) +(\d+(?:\.\d+)?%|N\/A)\s*$/;

/**
 * Which storages the node can use now. pvesm(1) looks at each as pvestatd does all the time, with a limit of its own for dead servers;
 * it is a Perl start and a question to every server all the same, so once an hour.
 */
export const storageStatus = defineProbe({
  id: "storage-status",
  fact: "storageStatus",
  systems: ["proxmox"],
  sources: {
    status: { exec: ["pvesm", "status"], root: true, lane: "hourly", timeoutSeconds: 40, optional: true },
  },
  parse({ status }) {
    const { source, text } = firstSuccess([status], "states of storages");
    const lines = linesOf(text);
    if (!/^Name +Type +Status/.test(lines[0] ?? "")) throw new Error(`${source} prints no table`);
    return lines.flatMap((line, index) => {
      const match = row.exec(line);
      if (!match) return [];
      const [, id = "", type = "", state = "", size, used, , use = "N/A"] = match;
      const usePercent = use === "N/A" ? null : Number.parseFloat(use);
      const bytes = { sizeBytes: Number(size) * kibibyte, usedBytes: Number(used) * kibibyte };
      return [{ id, type, status: state, ...bytes, usePercent, at: citeLine(source, lines, index) }];
    });
  },
});
