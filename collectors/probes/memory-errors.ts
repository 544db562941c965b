import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { MemoryErrors } from "#lib/facts/memory-errors.ts";
import { integerOf } from "./parse/escapes.ts";
import { isMissing } from "./parse/presence.ts";
import { filesRead, linesOf, notReadable, succeeded } from "./parse/sections.ts";

/** Counters of the kernel's EDAC drivers, and whether the firmware's table says that memory corrects errors. */
export const memoryErrors = defineProbe({
  id: "memory-errors",
  fact: "memoryErrors",
  systems: ["linux"],
  sources: {
    controllers: { read: "/sys/devices/system/edac/mc/mc*/*e_count", optional: true },
    controllerNames: { read: "/sys/devices/system/edac/mc/mc*/mc_name", optional: true },
    // "dimm3", or "rank3" where the driver counts ranks.
    modules: { read: "/sys/devices/system/edac/mc/mc*/*/dimm_*", optional: true },
    table: { exec: ["dmidecode", "-t", "memory"], root: true, optional: true, lane: "sixHourly" },
  },
  parse({ controllers, controllerNames, modules, table }) {
    const counted = controllersOf(filesRead(controllers), filesRead(controllerNames));
    const correction = correctionOf(table);
    if (controllers.length === 0 && isMissing(table)) throw new NotApplicable("no EDAC driver counts memory errors on this host");
    if (counted.length === 0 && correction === null) throw notReadable([...controllers, table], "memory errors");
    return { controllers: counted.length > 0 ? counted : null, modules: modulesOf(filesRead(modules)), correction };
  },
});

function controllersOf(counts: readonly Section[], types: readonly Section[]): NonNullable<MemoryErrors["controllers"]> {
  const names = [...new Set(counts.map(({ source }) => folderOf(source)))];
  return names.flatMap((folder) => {
    const value = (file: string) => counts.find(({ source }) => source === `${folder}/${file}`);
    const [correctable, uncorrectable] = [value("ce_count"), value("ue_count")];
    const worst = [uncorrectable, correctable].find((section) => section && integerOf(section.text) !== 0) ?? correctable;
    const type = types.find(({ source }) => source === `${folder}/mc_name`)?.text.trim() || null;
    if (!correctable || !uncorrectable || !worst) return [];
    const [ce, ue] = [integerOf(correctable.text), integerOf(uncorrectable.text)];
    return ce === null || ue === null
      ? []
      : [{ name: nameOf(folder), type, correctable: ce, uncorrectable: ue, at: citeLine(worst.source, linesOf(worst.text), 0) }];
  });
}

function modulesOf(files: readonly Section[]): MemoryErrors["modules"] {
  return [...new Set(files.map(({ source }) => folderOf(source)))].flatMap((folder) => {
    const read = (name: string) => files.find(({ source }) => source === `${folder}/${name}`);
    const correctable = integerOf(read("dimm_ce_count")?.text) ?? 0;
    const uncorrectable = integerOf(read("dimm_ue_count")?.text) ?? 0;
    const shown = read(uncorrectable > 0 ? "dimm_ue_count" : "dimm_ce_count");
    if (correctable + uncorrectable === 0 || !shown) return [];
    const label = read("dimm_label")?.text.trim() || `${nameOf(folderOf(folder))} ${nameOf(folder)}`;
    return [{ label, correctable, uncorrectable, at: citeLine(shown.source, linesOf(shown.text), 0) }];
  });
}

/** "Error Correction Type: Multi-bit ECC" of the first array of memory. */
function correctionOf(table: Section): MemoryErrors["correction"] {
  if (!succeeded(table)) return null;
  const lines = linesOf(table.text);
  const index = lines.findIndex((line) => /^\s*Error Correction Type: (?!Unknown|Other|<OUT)/.test(line));
  return index < 0 ? null : { type: lines[index]?.split(":")[1]?.trim() ?? "", at: citeLine(table.source, lines, index) };
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/"));
const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
