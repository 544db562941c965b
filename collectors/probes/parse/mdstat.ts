import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { RaidArray } from "#lib/facts/raid.ts";
import { linesOf } from "./sections.ts";

/** Arrays of /proc/mdstat (md(4)). A container of firmware RAID is always "inactive" and is none. */
export function mdArrays(file: Section): RaidArray[] {
  const lines = linesOf(file.text);
  return lines.flatMap((line, index) => {
    const [, name = "", active, level, members = ""] =
      /^(md\S+) : (active|inactive)(?: \([a-z-]+\))? ?(raid\d+|linear|multipath)? ?(.*)$/.exec(line) ?? [];
    if (name === "") return [];
    const end = lines.findIndex((next, at) => at > index && (/^md\S+ :/.test(next) || next.trim() === ""));
    const below = lines.slice(index + 1, end < 0 ? undefined : end).join(" ");
    if (active === "inactive" && below.includes("super external:")) return [];
    const [, wanted, working, map = ""] = /\[(\d+)\/(\d+)\] (\[[U_]+\])?/.exec(below) ?? [];
    const counts = wanted === undefined ? null : { wanted: Number(wanted), working: Number(working) };
    const sync = /(recovery|resync|reshape|check) *=/.exec(below)?.[1] ?? null;
    const state = active === "inactive" ? "inactive" : stateOf(level ?? null, counts, sync);
    const shown =
      counts && /\[\d+\/\d+\]/.test(below) ? lines.findIndex((next, at) => at > index && next.includes(`[${wanted}/${working}]`)) : index;
    return [
      {
        name,
        kind: "md",
        level: level ?? null,
        state,
        stateText:
          [active === "inactive" ? "inactive" : "", wanted ? `[${wanted}/${working}] ${map}` : "", sync ?? ""].filter(Boolean).join(" ") ||
          "active",
        membersWanted: counts?.wanted ?? null,
        membersWorking: counts?.working ?? null,
        faulty: [...members.matchAll(/(\S+?)\[\d+\]\(F\)/g)].map(([, member = ""]) => member),
        at: citeLine(file.source, lines, state === "ok" || state === "inactive" ? index : shown),
      } satisfies RaidArray,
    ];
  });
}

/** How many members each level can lose. */
function spareMembers(level: string | null, wanted: number): number {
  if (level === "raid1") return wanted - 1;
  if (level === "raid6") return 2;
  return level === "raid10" ? Math.floor(wanted / 2) : 1;
}

function stateOf(level: string | null, counts: { wanted: number; working: number } | null, sync: string | null): RaidArray["state"] {
  if (!counts || counts.working >= counts.wanted) return "ok";
  if (counts.wanted - counts.working > spareMembers(level, counts.wanted)) return "failed";
  return sync === "recovery" ? "rebuilding" : "degraded";
}
