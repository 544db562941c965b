import type { Answerer } from "#collectors/simulator/answer.ts";
import { failed, lines, printed } from "#collectors/simulator/answer.ts";

/** `grep -rH ^ FOLDER`: every line of every recorded file below the folder, behind its path. Other searches only as they were recorded. */
export const grep: Answerer = (recording, { flags, words }) => {
  const [pattern, folder = ""] = words;
  const letters = [...flags.keys()].join("");
  if (pattern !== "^" || words.length !== 2 || !letters.includes("r") || !letters.includes("H")) return undefined;
  const files = [...recording.files].filter(([path]) => path.startsWith(`${folder}/`)).sort(([one], [other]) => (one < other ? -1 : 1));
  if (files.length === 0) return failed(2, `grep: ${folder}: No such file or directory`);
  const found = files.flatMap(([path, text]) =>
    text
      .replace(/\n$/, "")
      .split("\n")
      .map((line) => `${path}:${line}`),
  );
  return printed(lines(found));
};
