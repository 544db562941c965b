import { z } from "zod";
import type { Answerer } from "#collectors/simulator/answer.ts";
import { printed } from "#collectors/simulator/answer.ts";
import type { Command } from "#collectors/simulator/command.ts";

const Output = z.object({ smartctl: z.object({ exit_status: z.number() }) });

/** smartctl(8): what was recorded of a disk in the form that is asked for, with `-a` or with `-x`, which is more; no recorded disk sleeps. */
export const smartctl: Answerer = (recording, asked) => {
  const same = recording.commands.find(
    ({ command }) => command.tool === "smartctl" && isJson(command) === isJson(asked) && deviceOf(command) === deviceOf(asked),
  );
  return same && printed(same.text, isJson(asked) ? Output.safeParse(jsonOf(same.text)).data?.smartctl.exit_status : 0);
};

function isJson({ flags }: Command): boolean {
  return flags.has("j");
}

function deviceOf({ words }: Command): string | undefined {
  return words.find((word) => word.startsWith("/dev/"));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
