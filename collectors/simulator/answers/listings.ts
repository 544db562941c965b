import type { CommandAnswer } from "#collectors/simulator/answer.ts";
import { lines, printed } from "#collectors/simulator/answer.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { recordedText } from "#collectors/simulator/recording.ts";

const pathPattern = /(\/\S+)$/;

/** Names of a folder, one a line, from a recorded ls(1) of it in whatever form; else from one of some names in it. */
export function namesIn(recording: Recording, folder: string): CommandAnswer | undefined {
  const listings = recording.commands.filter(({ command }) => command.tool === "ls" && command.words.length === 1);
  const whole = listings.find(({ command }) => command.words[0]?.replace(/(.)\/+$/, "$1") === folder);
  const some = listings.filter(({ command }) => command.words[0]?.startsWith(`${folder}/`) && command.words[0].endsWith("*"));
  const texts = whole ? [whole] : some;
  if (texts.length === 0) return undefined;
  const names = texts.flatMap(({ command, text }) =>
    text.split("\n").flatMap((line) => nameOf(line, command.flags.has("l") || command.flags.has("la") || command.flags.has("al"))),
  );
  return printed(lines(names.map((name) => name.replace(`${folder}/`, ""))));
}

/** A line of `ls` or, where it is long, the name at its end, without what a link points to. */
function nameOf(line: string, isLong: boolean): string[] {
  const text = line.trim();
  if (text === "" || text.startsWith("total ")) return [];
  if (!isLong) return [text];
  const name = text.split(" -> ")[0]?.split(/\s+/).at(-1) ?? "";
  return [".", "..", ""].includes(name) ? [] : [name];
}

/** `ls -l --time-style=+%s` of those files of which stat(1) or `ls -l` told the time. */
export function timesOf(recording: Recording, paths: readonly string[]): CommandAnswer | undefined {
  const times = new Map([...fromStat(recording), ...fromLs(recording)]);
  const known = [...times].filter(([path]) => paths.includes(path));
  if (known.length === 0) return undefined;
  return printed(lines(known.map(([path, seconds]) => `-rw-r--r-- 1 root root 0 ${seconds} ${path}`)));
}

/** `stat -c %Y PATH…`, with the name before or after the seconds, or without it. */
function fromStat(recording: Recording): [string, number][] {
  const calls = recording.commands.filter(({ command }) => command.tool === "stat");
  return calls.flatMap(({ command, text }) => {
    const paths = command.words.filter((word) => word.startsWith("/"));
    return text.split("\n").flatMap((line, index): [string, number][] => {
      const seconds = /(?:^|\s)(\d{9,11})(?:\s|$)/.exec(line)?.[1];
      const path = /(\/\S+)/.exec(line)?.[1] ?? paths[index];
      return seconds === undefined || path === undefined ? [] : [[path, Number(seconds)]];
    });
  });
}

/** `ls -l FILE` with the time as it comes: "Sep 30 20:41" of the last twelve months, "Sep 30  2024", "2025-09-30 20:41". */
function fromLs(recording: Recording): [string, number][] {
  const now = seconds(recordedText(recording, ["date", "-Is"])?.trim() ?? "") ?? 0;
  const calls = recording.commands.filter(({ command }) => command.tool === "ls" && command.words.length > 0);
  return calls.flatMap(({ text }) =>
    text.split("\n").flatMap((line): [string, number][] => {
      const path = line.startsWith("-") ? pathPattern.exec(line)?.[1] : undefined;
      const seconds = timeOf(line, now);
      return path === undefined || seconds === null ? [] : [[path, seconds]];
    }),
  );
}

function timeOf(line: string, now: number): number | null {
  const iso = /\s(\d{4}-\d\d-\d\d) (\d\d:\d\d)/.exec(line);
  if (iso) return seconds(`${iso[1]}T${iso[2]}:00Z`);
  const [, month, day, clock] = /\s([A-Z][a-z]{2})\s+(\d{1,2})\s+(\d{4}|\d\d:\d\d)\s+\//.exec(line) ?? [];
  if (month === undefined || clock === undefined) return null;
  if (!clock.includes(":")) return seconds(`${day} ${month} ${clock} 00:00:00 UTC`);
  const year = new Date(now * 1000).getUTCFullYear();
  const thisYear = seconds(`${day} ${month} ${year} ${clock}:00 UTC`);
  return thisYear !== null && thisYear > now ? seconds(`${day} ${month} ${year - 1} ${clock}:00 UTC`) : thisYear;
}

function seconds(text: string): number | null {
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}
