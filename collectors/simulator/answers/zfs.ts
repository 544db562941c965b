import type { Answerer } from "#collectors/simulator/answer.ts";
import { lines, printed } from "#collectors/simulator/answer.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { recordedText } from "#collectors/simulator/recording.ts";
import { recordedBy } from "./disks.ts";

/** Columns of `zpool list` by the names that `-o` gives them. */
const listHeads: Readonly<Record<string, string>> = {
  name: "NAME",
  size: "SIZE",
  allocated: "ALLOC",
  free: "FREE",
  capacity: "CAP",
  health: "HEALTH",
};

/** zpool(8): `status -P` also from a listing without paths, `list -H -p` from the table for people, `get -H` from either form. */
export const zpool: Answerer = (recording, { flags, words }) => {
  const [verb] = words;
  if (verb === "status" && flags.has("P")) return answer(statusWithPaths(recording));
  if (verb === "list" && flags.has("H") && flags.has("p")) return answer(listed(recording, (words[1] ?? "").split(",")));
  if (verb !== "get" || !flags.has("H") || words.at(-1) !== "cachefile") return undefined;
  const text = recordedBy(recording, "zpool", (_, recorded) => recorded[0] === "get" && recorded.at(-1) === "cachefile");
  const rows = text
    ?.trim()
    .split("\n")
    .map((line) => line.split(/\s+/));
  return answer(rows && lines(rows.map((row) => `${row[0]}\t${(row.length > 2 ? row[2] : row[1]) ?? "-"}`)));
};

/** zfs(8): snapshots with sizes in bytes and times in seconds, and the origins of clones. */
export const zfs: Answerer = (recording, { flags, words }) => {
  if (words[0] === "get" && words.includes("origin")) {
    return answer(recordedBy(recording, "zfs", (_, recorded) => recorded[0] === "get" && recorded.includes("origin")));
  }
  if (words[0] !== "list" || !flags.has("p") || !words.includes("snapshot")) return undefined;
  const text = recordedBy(recording, "zfs", (_, recorded) => recorded[0] === "list" && recorded.includes("snapshot"));
  const rows = text?.split("\n").map((line) => /^(\S+@\S+)\s+(\S+)\s+(.+)$/.exec(line.trim()));
  const offset = /([+-]\d\d:\d\d)\s*$/.exec(recordedText(recording, ["date", "-Is"]) ?? "")?.[1] ?? "Z";
  return answer(
    rows &&
      lines(
        rows.flatMap((row) => {
          const [, name, used = "", creation = ""] = row ?? [];
          // "Sat Aug  2 11:20 2025" in the host's own time zone.
          const at = /^\d+$/.test(creation)
            ? Number(creation) * 1000
            : Date.parse(`${creation.replace(/^\w+ /, "")} ${offset === "Z" ? "UTC" : `GMT${offset.replace(":", "")}`}`);
          return name === undefined || Number.isNaN(at) ? [] : [`${name}\t${bytes(used)}\t${at / 1000}`];
        }),
      ),
  );
};

function answer(text: string | undefined) {
  return text === undefined ? undefined : printed(text);
}

/** Without -P zpool leaves out the folder; what udev calls a disk by its id stands below by-id, whatever was asked. */
function statusWithPaths(recording: Recording): string | undefined {
  const withPaths = recordedText(recording, ["zpool", "status", "-P"]);
  if (withPaths !== undefined) return withPaths;
  const short = recordedBy(recording, "zpool", (_, recorded) => recorded[0] === "status" && recorded.length === 1);
  if (short !== undefined) return short.replace(/^(\s+)((?:ata|nvme|scsi|wwn|usb)-\S+)/gm, "$1/dev/disk/by-id/$2");
  const list = recordedText(recording, ["zpool", "list"]);
  return list?.startsWith("no pools available") ? list : undefined;
}

function listed(recording: Recording, columns: readonly string[]): string | undefined {
  const text = recordedText(recording, ["zpool", "list"]);
  const [head, ...rows] = (text ?? "")
    .trimEnd()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  if (text === undefined || head === undefined) return undefined;
  if (head[0] !== "NAME") return text;
  const cell = (row: readonly string[], column: string) => row[head.indexOf(listHeads[column] ?? "")] ?? "-";
  const plain = (value: string) =>
    /^\d+%$/.test(value) ? value.slice(0, -1) : /^[\d.]+[KMGTP]?B?$/.test(value) ? String(bytes(value)) : value;
  return lines(rows.map((row) => columns.map((column) => (column === "name" ? cell(row, column) : plain(cell(row, column)))).join("\t")));
}

/** "3.62T", "160G", "0B" in bytes. */
function bytes(text: string): number {
  const [, number = "0", unit = ""] = /^([\d.]+)([KMGTP]?)B?$/.exec(text) ?? [];
  return Math.round(Number(number) * 1024 ** ("KMGTP".indexOf(unit || " ") + 1));
}
