import type { Answerer } from "#collectors/simulator/answer.ts";
import { failed, lines, printed } from "#collectors/simulator/answer.ts";
import { recordedText } from "#collectors/simulator/recording.ts";

const local = "@localhost";

/** upsc(8): a UPS of this host by its bare name is that of localhost, and `-l` lists those that were asked for. An error is no success. */
export const upsc: Answerer = (recording, { flags, words }) => {
  const states = recording.commands.flatMap(
    ({
      command: {
        tool,
        words: [name = ""],
      },
      text,
    }) => (tool === "upsc" && name.endsWith(local) ? [{ name, text }] : []),
  );
  const answered = (text: string) => (text.startsWith("Error:") ? failed(1, text.trim()) : printed(text));
  if (flags.has("l")) {
    const listed = recordedText(recording, ["upsc", "-l"]);
    if (listed !== undefined) return answered(listed);
    return states.length > 0 ? printed(lines(states.map(({ name }) => name.slice(0, -local.length)))) : undefined;
  }
  const same = states.find(({ name }) => name === words[0] || name === `${words[0]}${local}`);
  return same && answered(same.text);
};

/** ipmitool(1): the last so many entries of the recorded event log. */
export const ipmitool: Answerer = (recording, { flags, words }) => {
  const [object, verb, last, count] = words;
  if (flags.size > 0 || object !== "sel" || verb !== "elist" || last !== "last") return undefined;
  const log = recordedText(recording, ["ipmitool", "sel", "elist"]) ?? recordedText(recording, ["ipmitool", "sel", "list"]);
  return log === undefined
    ? undefined
    : printed(
        lines(
          log
            .split("\n")
            .filter((line) => line !== "")
            .slice(-Number(count)),
        ),
      );
};
