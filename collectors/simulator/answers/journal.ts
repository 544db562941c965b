import type { Answerer, CommandAnswer } from "#collectors/simulator/answer.ts";
import { lines, printed } from "#collectors/simulator/answer.ts";
import type { Command } from "#collectors/simulator/command.ts";
import { meaningOf } from "#collectors/simulator/command.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { recordedText } from "#collectors/simulator/recording.ts";

/** Priorities by number, as syslog(3) counts them. */
const priorities: Readonly<Record<string, string>> = { "2": "crit", "3": "err", "4": "warning", "5": "notice" };

/** journalctl(1): a recorded log of the same filters, whatever number of lines was asked for; fewer lines are its last ones. */
export const journalctl: Answerer = (recording, asked) => {
  const unit = asked.flags.get("unit");
  if (unit !== undefined) return linesOfUnit(recording, unit.replace(/\.service$/, ""));
  const lines = asked.flags.get("lines");
  const wanted = meaningOf(unlimited(asked));
  const found = recording.commands.filter(({ command }) => command.tool === "journalctl" && meaningOf(unlimited(command)) === wanted);
  if (found.length > 0 && lines === undefined) return printed(found[0]?.text ?? "");
  const same = found.find(({ command }) => command.flags.get("lines") === lines) ?? found[0];
  return same && lines !== undefined ? printed(lastLines(same.text, Number(lines))) : undefined;
};

/** What the recorded errors of the boot say of one unit: its own lines and those of systemd about it. */
function linesOfUnit(recording: Recording, unit: string): CommandAnswer | undefined {
  const errors = recordedText(recording, ["journalctl", "-b", "-p", "err"]);
  const own = errors?.split("\n").filter((line) => line.includes(` ${unit}[`) || line.includes(` ${unit}.service`));
  return own && printed(lines(own));
}

/** last(1) of boots and shutdowns; the recorded ones are all there are, with years or without. Without -x it tells no shutdowns. */
export const last: Answerer = (recording, asked) => {
  const isFull = ({ flags }: Command) => [...flags.keys()].some((flag) => flag.includes("F"));
  const told = recording.commands.filter(
    ({ command }) => command.tool === "last" && [...command.flags.keys()].some((flag) => flag.includes("x")),
  );
  const same = told.find(({ command }) => isFull(command) === isFull(asked));
  return same && printed(same.text);
};

/** dmesg(1): the recorded ring, however its times are told. */
export const dmesg: Answerer = (recording) => {
  const same = recording.commands.find(({ command }) => command.tool === "dmesg");
  return same && printed(same.text);
};

function unlimited({ tool, flags, words }: Command): Command {
  const cosmetic = ["lines", "x", "a", "q", "utc", ...(flags.has("k") ? ["b"] : [])];
  const kept = [...flags].filter(([name, value]) => !cosmetic.includes(name) && !(name === "output" && value === "short"));
  const spelled = kept.map(([name, value]): [string, string] => [name, name === "priority" ? (priorities[value] ?? value) : value]);
  return { tool, flags: new Map(spelled), words };
}

function lastLines(text: string, count: number): string {
  const lines = text.split("\n");
  return lines.slice(Math.max(0, lines.length - 1 - count)).join("\n");
}
