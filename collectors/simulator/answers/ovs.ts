import type { Answerer } from "#collectors/simulator/answer.ts";
import { printed } from "#collectors/simulator/answer.ts";

/** `ovs-appctl bond/show` without a name shows every bond: all that were recorded one by one. */
export const ovsAppctl: Answerer = ({ commands }, { words }) => {
  if (words.join(" ") !== "bond/show") return undefined;
  const shown = commands.filter(({ command }) => command.tool === "ovs-appctl" && command.words[0] === "bond/show");
  return shown.length === 0 ? undefined : printed(shown.map(({ text }) => text).join("\n"));
};
