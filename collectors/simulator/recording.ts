import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Command } from "./command.ts";
import { meaningOf, parseCommand } from "./command.ts";

const Index = z.record(z.string(), z.object({ kind: z.enum(["command", "file"]), source: z.string() }));

/** A host as it was recorded: the files that were read on it and the commands that were run, with what they printed. */
export interface Recording {
  /** The folder's name. */
  name: string;
  /** Absolute path on the host → content. */
  files: ReadonlyMap<string, string>;
  /** In the order of the index. */
  commands: readonly RecordedCommand[];
  /** The same commands by their meaning, as meaningOf() spells it. */
  byMeaning: ReadonlyMap<string, string>;
}

export interface RecordedCommand {
  command: Command;
  text: string;
}

/** The folder that holds the recorded hosts which come with Bulkhead. */
export const recordingsFolder = join(import.meta.dirname, "hosts");

/** Names of all recordings, sorted. */
export function recordingNames(folder = recordingsFolder): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Reads a recording: `_index.json` says what each file of the folder is. Throws where the index or a file of it is missing. */
export function loadRecording(name: string, folder = recordingsFolder): Recording {
  const directory = join(folder, name);
  const index = Index.parse(JSON.parse(readFileSync(join(directory, "_index.json"), "utf8")));
  const files = new Map<string, string>();
  const commands: RecordedCommand[] = [];
  for (const [file, { kind, source }] of Object.entries(index)) {
    const text = readFileSync(join(directory, file), "utf8");
    if (kind === "file") files.set(source, text);
    else commands.push({ command: parseCommand(source.split(" ")), text });
  }
  const byMeaning = new Map(commands.map(({ command, text }) => [meaningOf(command), text]));
  return { name, files, commands, byMeaning };
}

/** What a recorded command of this very meaning printed, whatever its spelling was; undefined where none was recorded. */
export function recordedText(recording: Recording, argv: readonly string[]): string | undefined {
  return recording.byMeaning.get(meaningOf(parseCommand(argv)));
}

/** Whether any command of this tool was recorded: the tool is installed there. */
export function hasTool(recording: Recording, tool: string): boolean {
  return recording.commands.some(({ command }) => command.tool === tool);
}
