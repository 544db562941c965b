import { count } from "#lib/format.ts";
import type { Passage } from "#lib/graph/vlans/model.ts";
import type { VlanPlaceCell } from "#lib/reports/report/vlans-model.ts";
import type { LegendEntry } from "./legend.ts";
import type { MatrixCell } from "./matrix.ts";

/** How uplinks take a VLAN: as a mark and in words. */
export const passages: Readonly<Record<Passage, readonly [mark: string, words: string]>> = {
  pvid: ["P", "untagged, the PVID of the uplink"],
  "pvid-tagged": ["Pt", "PVID: untagged in, tagged out"],
  untagged: ["U", "untagged out, nothing in"],
  tagged: ["T", "tagged on the uplink"],
  all: ["all", "passes with all others"],
  mixed: ["≠", "its uplinks differ"],
  none: ["–", "not on the uplink"],
  inside: ["in", "stays on this host: no uplink"],
};

export const files: Readonly<Record<VlanPlaceCell["files"], readonly [mark: string, words: string]>> = {
  same: ["", "the files say the same"],
  "not-running": ["F+", "only in the files, not running"],
  "not-configured": ["F−", "runs, but is not in the files"],
  open: ["", "the files say nothing of it"],
};

export const switches: Readonly<Record<VlanPlaceCell["switch"], readonly [mark: string, words: string]>> = {
  native: ["Sn", "native on the switch port, as declared"],
  tagged: ["", "tagged on the switch port, as declared"],
  refused: ["S−", "refused by the switch port, as declared"],
  open: ["", "the switch port is not declared"],
};

export const nothing: MatrixCell = { text: "·", isQuiet: true, words: "" };
export const notRead: MatrixCell = { text: "?", tone: "unknown", words: "not read" };

/** "1", "30–39", "untagged". */
export function rangeName(range: VlanPlaceCell["range"]): string {
  if (range === null) return "untagged";
  const [first, last] = range;
  return first === last ? String(first) : `${first}–${last}`;
}

/** A VLAN at a place: how it gets out, what files and switch say otherwise, and who is in it. */
export function placeCell(cell: VlanPlaceCell): MatrixCell {
  const { passage, own, guests, severity } = cell;
  const [mark, words] = passages[passage];
  const marks = [mark, files[cell.files][0], switches[cell.switch][0]].filter((each) => each !== "");
  const who = [...(own.length > 0 ? ["H"] : []), ...(guests.length > 0 ? [`${guests.length}g`] : [])];
  const told = [
    words,
    ...(own.length > 0 ? [`the host has ${own.join(", ")}`] : []),
    ...(guests.length > 0 ? [`${count(guests.length, "guest")} (${guests.map(guestWords).join(", ")})`] : []),
    ...(["not-running", "not-configured"].includes(cell.files) ? [files[cell.files][1]] : []),
    ...(["native", "refused"].includes(cell.switch) ? [switches[cell.switch][1]] : []),
    ...(severity === null ? [] : [`disagrees, ${severity}`]),
  ];
  return {
    text: marks.join(" "),
    ...(who.length === 0 ? {} : { note: who.join(" ") }),
    ...(severity === null ? {} : { tone: severity }),
    isQuiet: passage === "all" || passage === "none",
    words: told.join(", "),
  };
}

function guestWords({ name, running, tags }: VlanPlaceCell["guests"][number]): string {
  return `${name}${running ? "" : ", off"}${tags ? ", tags itself" : ""}`;
}

/** What the marks of some cells mean, each that is there. */
export function placeLegend(cells: readonly VlanPlaceCell[]): LegendEntry[] {
  const used = (key: "passage" | "files" | "switch", value: string) => cells.some((cell) => cell[key] === value);
  const entries = (key: "passage" | "files" | "switch", table: Readonly<Record<string, readonly [string, string]>>) =>
    Object.entries(table).flatMap(([value, [mark, words]]) => (mark !== "" && used(key, value) ? [{ text: `${mark}: ${words}` }] : []));
  return [
    ...entries("passage", passages),
    ...(cells.some(({ own }) => own.length > 0) ? [{ text: "H: the host itself" }] : []),
    ...(cells.some(({ guests }) => guests.length > 0) ? [{ text: "2g: two guests" }] : []),
    ...entries("files", files),
    ...entries("switch", switches),
  ];
}
