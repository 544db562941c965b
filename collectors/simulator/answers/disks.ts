import { z } from "zod";
import type { Answerer } from "#collectors/simulator/answer.ts";
import { lines, printed } from "#collectors/simulator/answer.ts";
import type { Recording } from "#collectors/simulator/recording.ts";

type Node = Record<string, unknown> & { children?: Node[] | undefined };
const Node: z.ZodType<Node> = z.lazy(() => z.looseObject({ children: z.array(Node).optional() }));

/** Device-mapper's types, whose kernel names lsblk does not show unless it is asked for them. */
const mapperTypes = ["lvm", "crypt", "mpath"];

/**
 * lsblk(8) as JSON, with the columns that are asked for: what was not recorded is null, as for a device that lacks it. Kernel names are
 * the recorded ones; those of device-mapper are numbered in the order of the output, as the kernel numbers them.
 */
export const lsblk: Answerer = (recording, { flags, words }) => {
  const text = recordedBy(recording, "lsblk", (recorded) => recorded.has("J") || recorded.has("json"));
  const columns = words[0]?.toLowerCase().split(",");
  if (text !== undefined && flags.has("d") && flags.has("n") && words[0] === "NAME") return printed(lines(diskNames(text)));
  if (text === undefined || !flags.has("J") || !flags.has("o") || columns === undefined) return undefined;
  const names = new Map<string, string>();
  const kernelName = (node: Node): string => {
    if (typeof node.kname === "string") return node.kname;
    const name = String(node.name);
    if (!names.has(name) && mapperTypes.includes(String(node.type))) names.set(name, `dm-${names.size}`);
    return names.get(name) ?? name;
  };
  const shown = (node: Node, parent: string | null): Node => {
    const own = kernelName(node);
    const known: Record<string, unknown> = {
      ...node,
      kname: own,
      pkname: parent,
      mountpoints: node.mountpoints ?? [node.mountpoint ?? null],
    };
    const children = node.children?.map((child) => shown(child, own));
    return { ...Object.fromEntries(columns.map((column) => [column, known[column] ?? null])), ...(children && { children }) };
  };
  const { blockdevices } = z.object({ blockdevices: z.array(Node) }).parse(JSON.parse(text));
  return printed(`${JSON.stringify({ blockdevices: blockdevices.map((node) => shown(node, null)) }, null, 3)}\n`);
};

/** `lsblk -d -n -o NAME` of the major numbers of disks. */
function diskNames(text: string): string[] {
  const { blockdevices } = z.object({ blockdevices: z.array(Node) }).parse(JSON.parse(text));
  return blockdevices.filter(({ type }) => type === "disk").map(({ name }) => String(name));
}

/** `df -l -P -T`: the recorded `df -PT` (in one word or two, with -l or without) less what another machine serves and the types that are left out. */
export const df: Answerer = (recording, { flags, words }) => {
  const text = recordedBy(recording, "df", (recorded) => {
    const letters = [...recorded.keys()].join("");
    return /P/.test(letters) && /T/.test(letters) && !/[hi]/.test(letters);
  });
  if (text === undefined || !flags.has("l") || !flags.has("T") || flags.has("i")) return undefined;
  const kept = text.split("\n").filter((line, index) => {
    const [device = "", type = ""] = line.trim().split(/\s+/);
    return line !== "" && (index === 0 || (!words.includes(type) && !device.includes(":") && !device.startsWith("//")));
  });
  return printed(lines(kept));
};

/** `ps -eo COLUMNS` from a recorded listing with other columns: what that lacks is "-". */
export const ps: Answerer = (recording, { flags, words }) => {
  if (!flags.has("eo") || !flags.has("no-headers")) return undefined;
  const recorded = recording.commands.find(({ command: { tool, flags: own } }) => tool === "ps" && (own.has("eo") || own.has("Ao")));
  const own = recorded?.command.words[0]?.split(",").map(bare);
  if (recorded === undefined || own === undefined) return undefined;
  const wanted = (words[0] ?? "").split(",").map(bare);
  const all = recorded.text.split("\n").filter((line) => line.trim() !== "");
  const rows = recorded.command.flags.has("no-headers") ? all : all.slice(1);
  return printed(
    lines(
      rows.map((line) => {
        const values = new Map(own.map((column, index) => [column, cellOf(line, own, index)]));
        return wanted.map((column) => values.get(column) ?? "-").join(" ");
      }),
    ),
  );
};

/** The columns of lvs(8) that are asked for, from a report with others or from the table that it prints without options. */
export const lvs: Answerer = (recording, { words }) => {
  const wanted = words.at(-1)?.split(",") ?? [];
  const json = recordedBy(recording, "lvs", (_, recorded) => recorded.includes("json"));
  const table = recordedBy(recording, "lvs", (flags, recorded) => flags.size === 0 && recorded.length === 0);
  const rows = json === undefined ? table && tableRows(table) : Report.parse(JSON.parse(json)).report.flatMap(({ lv }) => lv);
  if (!rows || !words.includes("json")) return undefined;
  const lv = rows.map((row) => Object.fromEntries(wanted.map((column) => [column, String(row[column] ?? "")])));
  return printed(`${JSON.stringify({ report: [{ lv }] }, null, 2)}\n`);
};

const Report = z.object({ report: z.array(z.object({ lv: z.array(z.record(z.string(), z.unknown())) })) });
const tableHeads: Readonly<Record<string, string>> = {
  LV: "lv_name",
  VG: "vg_name",
  Attr: "lv_attr",
  LSize: "lv_size",
  Pool: "pool_lv",
  Origin: "origin",
  "Data%": "data_percent",
  "Meta%": "metadata_percent",
};
const sizeUnits = "bkmgtp";

/** Rows of the table: a value belongs to the last head that begins before the value ends. */
function tableRows(table: string): Record<string, string>[] {
  const [head = "", ...rows] = table.split("\n");
  const heads = [...head.matchAll(/\S+/g)].map((match) => ({ name: match[0], start: match.index }));
  return rows
    .filter((row) => row.trim() !== "")
    .map((row) => {
      const values = [...row.matchAll(/\S+/g)].map((match) => {
        const end = match.index + match[0].length;
        const column = heads.findLast((candidate) => candidate.start < end);
        return [tableHeads[column?.name ?? ""] ?? "", match[0]] as const;
      });
      const known = Object.fromEntries(values);
      return { ...known, lv_size: inBytes(known.lv_size ?? "") };
    });
}

/** "<720.00g" as lvs shortens it. */
function inBytes(size: string): string {
  const [, number = "0", unit = "b"] = /^<?([\d.]+)([bkmgtp])?$/i.exec(size) ?? [];
  return `${Math.round(Number(number) * 1024 ** sizeUnits.indexOf(unit.toLowerCase()))}B`;
}

/** The value of a column: the program's name may hold blanks, the others do not. */
function cellOf(line: string, columns: readonly string[], index: number): string | undefined {
  const parts = line.trim().split(/\s+/);
  const name = columns.indexOf("comm");
  const extra = Math.max(0, parts.length - columns.length);
  if (index === name) return parts.slice(index, index + extra + 1).join(" ");
  return parts[name >= 0 && index > name ? index + extra : index];
}

function bare(column: string): string {
  return column.split(":")[0] ?? column;
}

/** What the first recorded command of a tool with fitting flags printed. */
export function recordedBy(
  recording: Recording,
  tool: string,
  fits: (flags: ReadonlyMap<string, string>, words: readonly string[]) => boolean,
): string | undefined {
  return recording.commands.find(({ command }) => command.tool === tool && fits(command.flags, command.words))?.text;
}
