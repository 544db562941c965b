import type { State } from "./model.ts";

/** What becomes of a thing, in a word. */
export const stateWords: Record<State, string> = {
  down: "down",
  hung: "hangs",
  isolated: "cut off",
  unmanaged: "unmanaged",
  degraded: "degraded",
  unnoticed: "unnoticed",
};
