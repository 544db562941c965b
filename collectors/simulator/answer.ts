import type { Command } from "./command.ts";
import type { Recording } from "./recording.ts";

/** What a host says to one command. Exit status 127 is "not installed". */
export interface CommandAnswer {
  exitStatus: number;
  stdout: string;
  stderr: string;
}

/** Answers commands of one tool from a recording; undefined where the recording does not support an answer. */
export type Answerer = (recording: Recording, command: Command) => CommandAnswer | undefined;

/** A command that printed this and succeeded. */
export function printed(stdout: string, exitStatus = 0): CommandAnswer {
  return { exitStatus, stdout, stderr: "" };
}

/** A command that failed with this message; the line end is added. */
export function failed(exitStatus: number, message: string): CommandAnswer {
  return { exitStatus, stdout: "", stderr: `${message}\n` };
}

/** Lines as a tool prints them, each with its end; nothing for none. */
export function lines(items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join("");
}
