import type { Answerer } from "#collectors/simulator/answer.ts";
import { lines, printed } from "#collectors/simulator/answer.ts";
import type { Recording } from "#collectors/simulator/recording.ts";

/** storcli(8) and perccli: the tables that were recorded of a controller or of its volumes are part of what it shows as a whole. */
export const storcli: Answerer = (recording, { tool, words }) => {
  const tables = textsOf(recording, tool, (asked) => asked.at(-1) === "show");
  return words.at(-1) === "show" && tables.length > 0 ? printed(lines(tables)) : undefined;
};

/** ssacli: `ctrl all show config` names the volumes and disks that were recorded by themselves. */
export const ssacli: Answerer = (recording, { tool, words }) => {
  const own = recording.commands.find(({ command }) => command.tool === tool && command.words.join(" ") === words.join(" "));
  if (own || words.join(" ") !== "ctrl all show config") return undefined;
  const parts = textsOf(recording, tool, (asked) => asked.includes("ld") || asked.includes("pd"));
  return parts.length > 0 ? printed(lines(parts)) : undefined;
};

function textsOf(recording: Recording, tool: string, wanted: (words: readonly string[]) => boolean): string[] {
  return recording.commands.flatMap(({ command, text }) => (command.tool === tool && wanted(command.words) ? [text] : []));
}
