import type { Answerer } from "#collectors/simulator/answer.ts";
import { failed, lines, printed } from "#collectors/simulator/answer.ts";

/** `grep -rH PATTERN FOLDER…`: the lines that fit of every recorded file below the folders, behind their paths. Other searches only as they were recorded. */
export const grep: Answerer = (recording, { flags, words }) => {
  const [pattern = "", ...folders] = words;
  const letters = [...flags.keys()].join("");
  if (folders.length === 0 || !letters.includes("r") || !letters.includes("H")) return undefined;
  const files = [...recording.files]
    .filter(([path]) => folders.some((folder) => path.startsWith(`${folder}/`)))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  // A node's folder of guests is there without a guest in it.
  const exists = files.length > 0 || folders.every((folder) => folder.startsWith("/etc/pve/nodes/"));
  if (!exists) return failed(2, `grep: ${folders[0]}: No such file or directory`);
  const expression = new RegExp(pattern);
  const found = files.flatMap(([path, text]) =>
    text
      .replace(/\n$/, "")
      .split("\n")
      .flatMap((line, index) => (expression.test(line) ? [`${path}:${letters.includes("n") ? `${index + 1}:` : ""}${line}`] : [])),
  );
  return printed(lines(found), found.length > 0 ? 0 : 1);
};
