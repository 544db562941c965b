import type { Answerer } from "#collectors/simulator/answer.ts";
import { lines, printed } from "#collectors/simulator/answer.ts";
import { recordedText } from "#collectors/simulator/recording.ts";

/** lspci(8) from the recorded `lspci -nnk`: `-D` adds the domain, which is 0000 where it was left out; without `-k` the driver lines go. */
export const lspci: Answerer = (recording, { flags, words }) => {
  const text = recordedText(recording, ["lspci", "-nnk"]);
  const isKnown = [...flags.keys()].every((flag) => ["domain", "numeric", "drivers"].includes(flag));
  if (text === undefined || !isKnown || flags.get("numeric") !== "2" || words.length > 0) return undefined;
  const wanted = text
    .replace(/\n$/, "")
    .split("\n")
    .filter((line) => flags.has("drivers") || !line.startsWith("\t"))
    .map((line) => (flags.has("domain") ? line.replace(/^(?=[0-9a-f]{2}:)/, "0000:") : line));
  return printed(lines(wanted));
};
