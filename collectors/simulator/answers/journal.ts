import type { Answerer, CommandAnswer } from "#collectors/simulator/answer.ts";
import { lines, printed } from "#collectors/simulator/answer.ts";
import type { Command } from "#collectors/simulator/command.ts";
import { meaningOf } from "#collectors/simulator/command.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { recordedText } from "#collectors/simulator/recording.ts";

/** journalctl(1): a recorded log of the same filters, whatever number of lines was asked for; fewer lines are its last ones. */
export const journalctl: Answerer = (recording, asked) => {
  const unit = asked.flags.get("unit");
  if (unit !== undefined) return linesOfUnit(recording, unit.replace(/\.service$/, ""));
  const lines = asked.flags.get("lines");
  const wanted = meaningOf(unlimited(asked));
  const found = recording.commands.filter(({ command }) => command.tool === "journalctl" && meaningOf(unlimited(command)) === wanted);
  const same = found.find(({ command }) => command.flags.get("lines") === lines) ?? found[0];
  return same && lines !== undefined ? printed(lastLines(same.text, Number(lines))) : undefined;
};

/** What the recorded errors of the boot say of one unit: its own lines and those of systemd about it. */
function linesOfUnit(recording: Recording, unit: string): CommandAnswer | undefined {
  const errors = recordedText(recording, ["journalctl", "-b", "-p", "err"]);
  const own = errors?.split("\n").filter((line) => line.includes(` ${unit}[`) || line.includes(` ${unit}.service`));
  return own && printed(lines(own));
}

/** last(1) of the same records; the recorded ones are all there are. */
export const last: Answerer = (recording, asked) => {
  const wanted = meaningOf(unnumbered(asked));
  const same = recording.commands.find(({ command }) => command.tool === "last" && meaningOf(unnumbered(command)) === wanted);
  return same && printed(same.text);
};

function unlimited({ tool, flags, words }: Command): Command {
  const kept = [...flags].filter(([name, value]) => name !== "lines" && !(name === "output" && value === "short"));
  return { tool, flags: new Map(kept), words };
}

function unnumbered({ tool, flags, words }: Command): Command {
  return { tool, flags, words: words.filter((word) => !/^\d+$/.test(word)) };
}

function lastLines(text: string, count: number): string {
  const lines = text.split("\n");
  return lines.slice(Math.max(0, lines.length - 1 - count)).join("\n");
}
